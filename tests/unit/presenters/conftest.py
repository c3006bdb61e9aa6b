from tests.unit.usecases.conftest import catalogue, catalogue_folder

__all__ = ["catalogue", "catalogue_folder"]
