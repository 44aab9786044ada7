"""Home: what needs me?"""

from pmf_core.views.home.page import Home, home
from pmf_core.views.home.reader import Reader

__all__ = ["Home", "Reader", "home"]
