"""文库: what is kept, what was corrected in it, what is in the bin."""

from guoban.ui import library_page

library_page.draw()
