"""Really erase it?"""
