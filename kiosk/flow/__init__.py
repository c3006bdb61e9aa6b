"""The visit as a pure machine: (state, event) → (state, effects)."""
