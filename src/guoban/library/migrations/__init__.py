"""The changes of the library's tables, from one version of the program to the next.

They run by themselves when a library is opened. A module of `versions` never changes once it has been released.
"""
