"""config/ and the reference data become definitions. The only reader of YAML."""

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.load import load

__all__ = ["Catalogue", "load"]
