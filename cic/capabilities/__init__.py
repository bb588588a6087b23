"""What technology can do, one capability at a time; generations are named sets of them."""
