"""Tests: unit, contracts, store, screens, journeys, processes, audit, bench."""
