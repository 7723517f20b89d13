"""Distils the built-in encoder from MobileNetV2 on free pictures. One command:

    python ml/encoders/builtin/training/train.py --clothing DIR --drawn DIR --grey FILE.gz --teacher FILE.onnx --out DIR

It starts from the teacher's weights and learns to say at 144 to 176 px what the teacher says at 224. The rate stays
constant and a moving average of the weights is what counts, so a run may be stopped at any checkpoint; started again, it
goes on from the last one, with the views that come next.
"""

import argparse
import csv
import random
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from graph import Graph
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset
from views import Views

SIZES = [144, 160, 176]
AVERAGE = 0.99


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    model = onnx.load(args.teacher)
    student = Graph(model, "embedding").to(memory_format=torch.channels_last)
    average = {name: value.detach().clone() for name, value in student.state_dict().items()}
    optimiser = torch.optim.AdamW(student.parameters(), lr=args.rate, weight_decay=1e-4)
    views = Views(photos_to_learn(args.clothing), sorted(args.drawn.glob("*.jpg")), args.grey, args.teacher, args.seed, args.steps * args.batch)
    print(f"{len(views.photos)} photos, {len(views.drawn)} drawings, {len(views.grey)} grey pictures", flush=True)
    kept = args.out / "checkpoint.pt"
    done, moments = 0, None
    if kept.exists():
        state = torch.load(kept)
        done, moments, average = state["step"], state["moments"], state["average"]
        student.load_state_dict(state["student"])
        optimiser.load_state_dict(state["optimiser"])
    rest = Subset(views, range(done * args.batch, len(views)))
    loader = DataLoader(rest, batch_size=args.batch, num_workers=1, prefetch_factor=4, drop_last=True)
    began, since, running = time.time(), done, None
    for step, (pixels, wanted) in enumerate(loader, done + 1):
        image = ((pixels.float() - 127.5) / 127.5).to(memory_format=torch.channels_last)
        if moments is None:
            moments = (wanted.mean(0), wanted.std(0))
        # The first batches tell how widely each of the teacher's numbers spreads.
        if step <= 40:
            share = 1 / step
            moments = tuple(m + share * (v - m) for m, v in zip(moments, (wanted.mean(0), wanted.std(0))))
        size = random.Random(args.seed * 1_000_003 + step).choice(SIZES)
        small = F.interpolate(image, size=(size, size), mode="bilinear", antialias=True)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, step / 60)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.half):
            said = student(small.to(memory_format=torch.channels_last))
        loss = distance(said.float(), wanted, *moments)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        # A young average would be all start: it widens with the steps, as in Polyak averaging.
        keep = min(AVERAGE, 1 - 1 / (1 + step / 3))
        with torch.no_grad():
            for name, value in student.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if step % 20 == 0:
            pace = (step - since) * args.batch / (time.time() - began)
            print(f"step {step} of {args.steps}: {size} px, loss {running:.4f}, {pace:.1f} views/s", flush=True)
        if step % args.every == 0 or step == args.steps:
            state = {"step": step, "moments": moments, "average": average, "student": student.state_dict()}
            torch.save({**state, "optimiser": optimiser.state_dict()}, f"{kept}.new")
            Path(f"{kept}.new").replace(kept)


def distance(said, wanted, mean, spread):
    """Each number, the direction, and how the batch's pictures lie to each other: all in the teacher's own spread."""
    scale = spread + 0.1 * spread.mean()
    a, b = (said - mean) / scale, (wanted - mean) / scale
    numbers = F.smooth_l1_loss(a, b)
    unit_a, unit_b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    direction = (1 - (unit_a * unit_b).sum(1)).mean()
    relation = F.mse_loss(unit_a @ unit_a.T, unit_b @ unit_b.T)
    return numbers + direction + 5 * relation


def photos_to_learn(folder: Path) -> list[Path]:
    """All photos but those of the fixed test and validation parts, which only measure."""
    with open(folder / "images.csv") as file:
        rows = [row for row in csv.DictReader(file) if row["small_split"] in ("", "train")]
    paths = (folder / "images" / f"{row['image']}.jpg" for row in rows)
    return sorted(path for path in paths if path.exists())


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("clothing", "drawn", "grey", "teacher", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
