"""Linear probes and neighbours on frozen vectors: what an ONNX encoder is worth.

    python measure.py FILE.onnx OUTPUT SIZE --clothing DIR [--house CSV,PHOTOS_ROOT,PHOTO_COLUMN,CLASS_COLUMN]

`clothing`: the fixed parts of ten classes; the probe's weight decay is chosen on the validation part. `house`: a
catalogue that is only measured on; one in ten garment models (by a hash) is left to the products' own holdout and not
looked at, the others are asked in five folds by model.
"""

import argparse
import csv
import hashlib
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

DECAYS = [3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1]

HOUSE_DECAY = 1e-3


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("output")
    parser.add_argument("size", type=int)
    parser.add_argument("--clothing", type=Path, required=True)
    parser.add_argument("--house")
    parser.add_argument("--every", type=int, default=1, help="take only each n-th product of the house")
    parser.add_argument("--fit", choices=["cover", "fill", "contain"], default="cover")
    args = parser.parse_args()
    torch.set_num_threads(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(args.model), options)

    def embed(paths):
        rows = [session.run([args.output], {"image": read_photo(p, args.size, args.fit)[None]})[0][0] for p in paths]
        matrix = np.stack(rows)
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)

    began = time.process_time()
    print(args.model.name, args.size, args.fit, clothing(embed, args.clothing), flush=True)
    if args.house:
        print(args.model.name, args.size, args.fit, house(embed, *args.house.split(","), args.every), flush=True)
    print(f"{time.process_time() - began:.0f} s of processor")


def read_photo(path: Path, size: int, fit: str = "cover") -> np.ndarray:
    """[3, size, size] in -1..1."""
    with Image.open(path) as file:
        image = file.convert("RGB")
    width, height = image.size
    if fit == "cover":
        side = min(width, height)
        box = ((width - side) / 2, (height - side) / 2, (width + side) / 2, (height + side) / 2)
        image = image.resize((size, size), Image.BILINEAR, box=box)
    elif fit == "fill":
        image = image.resize((size, size), Image.BILINEAR)
    else:
        scale = size / max(width, height)
        part = image.resize((round(width * scale), round(height * scale)), Image.BILINEAR)
        image = Image.new("RGB", (size, size), (255, 255, 255))
        image.paste(part, ((size - part.width) // 2, (size - part.height) // 2))
    return (np.asarray(image, np.float32).transpose(2, 0, 1) - 127.5) / 127.5


def clothing(embed, folder: Path) -> str:
    with open(folder / "images.csv") as file:
        rows = [row for row in csv.DictReader(file) if row["small_split"]]
    x = embed([folder / "images" / f"{row['image']}.jpg" for row in rows])
    y = places([row["small_label"] for row in rows])
    part = np.array([row["small_split"] for row in rows])
    learn, choose, test = part == "train", part == "validation", part == "test"
    decay = max(DECAYS, key=lambda d: probe(x[learn], y[learn], d)(x[choose], y[choose]))
    right = probe(x[learn], y[learn], decay)(x[test], y[test])
    return f"clothing: probe {right:.3f} of {test.sum()} (decay {decay}), validation neighbours {neighbours(x[choose], y[choose], x[learn], y[learn]):.3f}, test {neighbours(x[test], y[test], x[learn], y[learn]):.3f}"


def house(embed, table: str, root: str, photo: str, kind: str, every: int) -> str:
    with open(table) as file:
        rows = list(csv.DictReader(file))
    rows = [row for row in rows if hash_of(model_of(row, photo)) % 1000 >= 100 and row[kind]][::every]
    x = embed([Path(root) / row[photo] for row in rows])
    y, fold = places([row[kind] for row in rows]), np.array([hash_of("fold" + model_of(row, photo)) % 5 for row in rows])
    right = [probe(x[fold != f], y[fold != f], HOUSE_DECAY)(x[fold == f], y[fold == f]) * (fold == f).sum() for f in range(5)]
    near = [neighbours(x[fold == f], y[fold == f], x[fold != f], y[fold != f]) * (fold == f).sum() for f in range(5)]
    return f"house: probe {sum(right) / len(y):.3f}, neighbours {sum(near) / len(y):.3f} of {len(y)}, {y.max() + 1} classes"


def model_of(row, photo: str) -> str:
    return Path(row[photo]).stem.rsplit("_", 1)[0]


def hash_of(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def places(names) -> np.ndarray:
    return np.array([sorted(set(names)).index(name) for name in names])


def probe(x, y, decay: float):
    """Multinomial logistic regression on the vectors as they are, centred -> a function that tells the share right."""
    mean, scale = x.mean(0), np.sqrt(((x - x.mean(0)) ** 2).mean())
    ready = lambda u: torch.tensor((u - mean) / scale, dtype=torch.float32)
    a, b = ready(x), torch.tensor(y)
    layer = torch.nn.Linear(x.shape[1], int(y.max()) + 1)
    torch.nn.init.zeros_(layer.weight)
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(layer(a), b) + decay * layer.weight.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)

    def right(u, v) -> float:
        with torch.no_grad():
            return float((layer(ready(u)).argmax(1).numpy() == v).mean())

    return right


def neighbours(x, y, known, labels, k: int = 10) -> float:
    """Share of the k nearest that agree."""
    nearest = np.argpartition(-(x @ known.T), k, axis=1)[:, :k]
    return float((labels[nearest] == y[:, None]).mean())


if __name__ == "__main__":
    main()
