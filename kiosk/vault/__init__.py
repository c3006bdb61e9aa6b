"""Keys, sealing, receipts and the event chain."""
