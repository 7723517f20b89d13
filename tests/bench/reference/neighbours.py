"""hnswlib on the same vectors, to compare recall and speed with. Run by hand, never by a test:

    npm run bench -- neighbours --export vectors.bin
    python tests/bench/reference/neighbours.py vectors.bin

One search thread, as the search process has one. Recall is against exact products of the same float32 vectors.
"""

import json
import sys
import time

import hnswlib
import numpy as np

path = sys.argv[1]
head = json.load(open(path + ".json"))
n, d, k, asked = head["items"], head["dimension"], head["k"], head["asked"]
base = np.fromfile(path, dtype=np.float32).reshape(n, d)
queries = base[asked]

truth = []
for row, query in zip(asked, queries):
    scores = base @ query
    scores[row] = -2
    truth.append(set(np.argpartition(-scores, k)[:k].tolist()))

began = time.perf_counter()
index = hnswlib.Index(space="ip", dim=d)
index.init_index(max_elements=n, ef_construction=200, M=16)
index.set_num_threads(2)
index.add_items(base)
print(f"built in {time.perf_counter() - began:.0f} s, two threads")
index.set_num_threads(1)
for ef in (32, 64, 128, 256, 512, 1024):
    index.set_ef(max(ef, k + 1))
    spent, hits = [], 0
    for row, query, right in zip(asked, queries, truth):
        began = time.perf_counter()
        labels, _ = index.knn_query(query, k=k + 1)
        spent.append((time.perf_counter() - began) * 1_000)
        hits += len(right & set(int(label) for label in labels[0] if label != row))
    p95 = np.percentile(spent, 95)
    print(f"ef {ef:4d}: recall {hits / (k * len(asked)):.4f}, p95 {p95:.2f} ms, median {np.median(spent):.2f} ms")
