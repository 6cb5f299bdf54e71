"""The window. It shows what `allocation_app` computes and decides nothing itself."""
