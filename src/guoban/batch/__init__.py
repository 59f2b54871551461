"""Many files at once: read by a pool of processes or a cluster, written as a partitioned Parquet data set.

A data set is a folder:

    manifest.jsonl              one line a file: what became of it, and in which part its rows are
    reports/part-00001.parquet  the rows of some hundred files; the same part of each table holds the same files
    sections/ metrics/ progress/ documents/ notes/
    errors.log                  what went wrong inside the program, where anything did

The rows are those of `guoban extract`. Whatever stops a run, running it again goes on where it was: a result lies on
disk from the moment that it is there, and a part counts from the moment that the manifest names it.
"""
