"""The compatibility network's default recipe in PyTorch, to compare speed and quality with. Run by hand, never by a test:

    npm run bench -- train --export labels.bin
    python tests/bench/reference/compatibility.py labels.bin

Same data, network, loss, optimiser and schedule as ml/siamese: five stacked members, PCA-128 and attributes x 8 -> 128
-> 64 -> product and difference -> 128 -> 1. Validation pairs are drawn by the same rule (4 % of garment models, pairs with
an end among them) from a split of its own, so the areas agree only up to their interval.
"""

import json
import math
import sys
import time

import numpy as np
import torch

MEMBERS, COMPONENTS, EMBED, FUSION, LEG, HEAD = 5, 128, 8, 128, 64, 128
DROPOUT, RATE, DECAY, BATCH, STEPS, WARM_UP, UNKNOWN = 0.3, 6e-3, 0.01, 512, 400, 0.1, 0.02
VALIDATION, JUDGED_WEIGHT = 0.04, 2.0


def read_arrays(path):
    """Arrays by name from the container of ml/artifacts/arrays.ts, and the columns' sizes."""
    raw = open(path, "rb").read()
    length = int.from_bytes(raw[8:12], "little")
    header = json.loads(raw[48 : 48 + length])
    start = -(-(48 + length) // 8) * 8
    kinds = {"f32": np.float32, "i32": np.int32, "u8": np.uint8}
    arrays = {}
    for entry in header["arrays"]:
        at = start + entry["offset"]
        flat = np.frombuffer(raw[at : at + entry["bytes"]], dtype=kinds[entry["kind"]])
        arrays[entry["name"]] = flat.reshape(entry["shape"])
    return arrays, [len(column["values"]) for column in header["meta"]["columns"]]


def reduce_embedding(x, rows):
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    centred = x - x[rows].mean(0)
    values, vectors = np.linalg.eigh(centred[rows].T @ centred[rows] / len(rows))
    reduced = centred @ vectors[:, -COMPONENTS:]
    return reduced * math.sqrt(COMPONENTS / values[-COMPONENTS:].sum())


class Ensemble(torch.nn.Module):
    def __init__(self, image, columns, vocabulary):
        super().__init__()
        fan_in = image + columns * EMBED

        def normal(*shape, deviation):
            return torch.nn.Parameter(torch.randn(*shape) * deviation)

        self.table = normal(MEMBERS, vocabulary, EMBED, deviation=0.5)
        self.fusion = normal(MEMBERS, fan_in, FUSION, deviation=math.sqrt(2 / fan_in))
        self.leg = normal(MEMBERS, FUSION, LEG, deviation=math.sqrt(2 / FUSION))
        self.merge = normal(MEMBERS, 2 * LEG, HEAD, deviation=math.sqrt(2 / (2 * LEG)))
        self.out = normal(MEMBERS, HEAD, 1, deviation=math.sqrt(1 / HEAD))
        self.biases = torch.nn.ParameterList(
            torch.nn.Parameter(torch.zeros(MEMBERS, 1, width)) for width in (FUSION, LEG, HEAD, 1)
        )

    def legs(self, image, codes):
        """image [m, u, d], codes [m, u, a] -> [m, u, LEG]"""
        m, u, _ = codes.shape
        member = torch.arange(m)[:, None, None]
        embedded = self.table[member, codes].reshape(m, u, -1)
        hidden = torch.relu(torch.baddbmm(self.biases[0], torch.cat([image, embedded], -1), self.fusion))
        hidden = torch.nn.functional.dropout(hidden, DROPOUT, self.training)
        return torch.baddbmm(self.biases[1], hidden, self.leg)

    def head(self, a, b):
        """sides [m, p, LEG] -> logits [m, p]"""
        joined = torch.cat([a * b, (a - b).abs()], -1)
        hidden = torch.relu(torch.baddbmm(self.biases[2], joined, self.merge))
        hidden = torch.nn.functional.dropout(hidden, DROPOUT, self.training)
        return torch.baddbmm(self.biases[3], hidden, self.out)[..., 0]


def area_under_curve(score, target):
    order = np.argsort(score)
    rank = np.empty(len(score))
    rank[order] = np.arange(1, len(score) + 1)
    fits = target > 0.5
    return (rank[fits].sum() - fits.sum() * (fits.sum() + 1) / 2) / (fits.sum() * (~fits).sum())


def rate_at(step):
    warm = max(1, int(STEPS * WARM_UP))
    if step < warm:
        return RATE * (step + 1) / warm
    return RATE / 2 * (1 + math.cos(math.pi * (step - warm) / max(1, STEPS - warm)))


def gather(items, pairs):
    """Each member's products once, and where the ends of its pairs are among them."""
    unique, at = zip(*(np.unique(own, return_inverse=True) for own in pairs))
    most = max(len(own) for own in unique)
    index = torch.tensor(np.stack([np.pad(own, (0, most - len(own)), mode="edge") for own in unique]))
    places = torch.tensor(np.stack([own.reshape(-1, 2) for own in at]))
    image, codes, unknown = items
    shown, seen = image[index], codes[index]
    blind = torch.rand(shown.shape[:2]) < UNKNOWN
    missing = torch.zeros(image.shape[1])
    missing[-1] = 1
    shown = torch.where(blind[..., None], missing, shown)
    seen = torch.where(torch.rand(seen.shape) < UNKNOWN, unknown, seen)
    return shown, seen, places


def sides_of(legs, places):
    member = torch.arange(len(legs))[:, None]
    return legs[member, places[..., 0]], legs[member, places[..., 1]]


def main(path):
    arrays, sizes = read_arrays(path)
    rng = np.random.default_rng(1)
    torch.manual_seed(1)
    group, visible = arrays["group"], arrays["holdout"] == 0
    models = np.unique(group[visible])
    unseen = np.isin(group, rng.choice(models, int(VALIDATION * len(models)), replace=False))
    pairs, answers = arrays["judged"], arrays["judgedY"]
    trains = ~unseen[pairs].any(1)
    rows = np.flatnonzero(visible & ~unseen)
    began = time.perf_counter()
    reduced = reduce_embedding(arrays["embedding"], rows)
    print(f"reducing {time.perf_counter() - began:.2f} s")
    image = torch.tensor(np.c_[reduced, np.zeros(len(reduced))], dtype=torch.float32)
    offsets = np.cumsum([0, *sizes[:-1]])
    items = (image, torch.tensor(arrays["attributes"] + offsets), torch.tensor(offsets))
    model = Ensemble(image.shape[1], len(sizes), sum(sizes))
    decayed = [p for name, p in model.named_parameters() if not name.startswith("biases")]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": DECAY}, {"params": list(model.biases), "weight_decay": 0}]
    )
    own, target = pairs[trains], torch.tensor(answers[trains])
    steps_per_epoch = len(own) // BATCH
    seconds, best, step = [], (0.0, 0.0), 0
    began = time.perf_counter()
    while step < STEPS:
        started = time.perf_counter()
        model.train()
        orders = np.stack([rng.permutation(len(own)) for _ in range(MEMBERS)])
        for s in range(steps_per_epoch):
            chosen = orders[:, s * BATCH : (s + 1) * BATCH]
            shown, codes, places = gather(items, own[chosen])
            logits = model.head(*sides_of(model.legs(shown, codes), places))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, target[chosen], reduction="sum")
            for part in optimiser.param_groups:
                part["lr"] = rate_at(step)
            optimiser.zero_grad()
            (JUDGED_WEIGHT * loss / BATCH).backward()
            optimiser.step()
            step += 1
        seconds.append((time.perf_counter() - started) * 10_240 / (steps_per_epoch * BATCH))
        area = validate(model, items, pairs[~trains], answers[~trains])
        best = max(best, (area, time.perf_counter() - began))
    seconds.sort()
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, {len(own)} pairs, {(~trains).sum()} for validation")
    print(f"epoch of 10,240 pairs: median {seconds[len(seconds) // 2]:.2f} s, {seconds[0]:.2f} to {seconds[-1]:.2f}")
    print(f"best validation AUC {best[0]:.4f} after {best[1]:.1f} s, at the end {area:.4f} after {time.perf_counter() - began:.1f} s")
    time_scoring(model, items)


@torch.no_grad()
def all_legs(model, items):
    image, codes, _ = items
    return model.legs(image.expand(MEMBERS, -1, -1), codes.expand(MEMBERS, -1, -1))


@torch.no_grad()
def validate(model, items, pairs, answers):
    model.eval()
    places = torch.tensor(pairs).expand(MEMBERS, -1, -1)
    logits = model.head(*sides_of(all_legs(model, items), places))
    return area_under_curve(torch.sigmoid(logits).mean(0).numpy(), answers)


@torch.no_grad()
def time_scoring(model, items, count=1_000_000, chunk=8192):
    model.eval()
    legs = all_legs(model, items)
    pairs = torch.randint(len(items[0]), (count, 2))
    began = time.perf_counter()
    for start in range(0, count, chunk):
        torch.sigmoid(model.head(*sides_of(legs, pairs[start : start + chunk].expand(MEMBERS, -1, -1))))
    print(f"{count:,} pairs: {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1])
