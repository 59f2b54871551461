"""搜索: where do these words stand, in everything that is kept."""

from guoban.ui import search_page

search_page.draw()
