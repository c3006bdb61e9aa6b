from tests.unit.usecases.conftest import catalogue

__all__ = ["catalogue"]
