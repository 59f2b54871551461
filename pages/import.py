"""导入: was it read right, what must be settled, in."""

from guoban.ui import import_page

import_page.draw()
