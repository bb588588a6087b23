"""`python -m cic.cli`."""

from cic.cli import main

if __name__ == "__main__":
    main()
