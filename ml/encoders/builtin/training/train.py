"""Distils the built-in encoder from MobileNetV2 on free pictures. One command:

    python ml/encoders/builtin/training/train.py --clothing DIR --drawn DIR --grey FILE.gz --teacher FILE.onnx --out DIR

It starts from the teacher's weights and learns to say at 144 to 192 px of a worn picture what the teacher says of the
clean one. The rate rises, stays, and falls with a cosine; a moving average of the weights is
what counts. Started again, it goes on from the last checkpoint.
"""

import argparse
import csv
import math
import time
from pathlib import Path

import onnx
import torch
from graph import Graph
from onnx import numpy_helper
from torch.nn import functional as F
from views import Views

SIZES = [144, 168, 192]
LARGER = 288
AVERAGE = 0.999


class Teacher(torch.nn.Module):
    """forward: [n, 3, 224, 224] -> its pooled numbers, the mean over the picture and its larger mirror image, float32
    [n, 1280]. Neighbours are better told at 224 px, kinds at 288; together they are as good as the better at either."""

    def __init__(self, model: onnx.ModelProto):
        super().__init__()
        self.trunk = Graph(model, "embedding").requires_grad_(False)

    def forward(self, image):
        larger = F.interpolate(image.flip(3), size=(LARGER, LARGER), mode="bicubic")
        return (self.trunk(image) + self.trunk(larger.contiguous(memory_format=torch.channels_last))).float() / 2


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.backends.cudnn.benchmark = True
    args.out.mkdir(parents=True, exist_ok=True)
    model = onnx.load(args.teacher)
    layout = torch.channels_last
    teacher = Teacher(model).to(args.device, memory_format=layout)
    student = Graph(model, "embedding").to(args.device, memory_format=layout)
    classes = [t.to(args.device) for t in classifier(model)]
    average = {name: value.detach().clone() for name, value in student.state_dict().items()}
    optimiser = torch.optim.AdamW(student.parameters(), lr=args.rate, weight_decay=1e-4)
    kept = args.out / "checkpoint.pt"
    done, moments = 0, None
    if kept.exists():
        state = torch.load(kept, map_location=args.device)
        done, moments, average = state["step"], state["moments"], state["average"]
        student.load_state_dict(state["student"])
        optimiser.load_state_dict(state["optimiser"])
    # A run that goes on draws other views than those it has seen.
    views = Views(photos_to_learn(args.clothing), sorted(args.drawn.glob("*.jpg")), args.grey, args.device, args.seed + done)
    print(", ".join(f"{len(pictures)} {kind}" for kind, (pictures, _) in views.sheets.items()), flush=True)
    started = began = time.time()
    since, running = done, 0.0
    half = lambda: torch.autocast(args.device, torch.bfloat16, enabled=args.half)
    step, steps = done, args.steps
    while step < steps:
        step += 1
        with torch.no_grad():
            clean, worn = (ready(view) for view in views.batch(args.batch))
            with half():
                wanted = teacher(clean)
        # The first batches tell how widely each of the teacher's numbers spreads.
        if step <= 40:
            moments = tuple(now if moments is None else m + (now - m) / step for m, now in zip(moments or (0, 0), (wanted.mean(0), wanted.std(0))))
        size = SIZES[step % len(SIZES)]
        small = F.interpolate(worn, size=(size, size), mode="bilinear", antialias=True)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * rate(step, steps)
        with half():
            said = student(small.contiguous(memory_format=layout))
        loss = distance(said.float(), wanted, *moments) + args.classes * disagreement(said.float(), wanted, *classes)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        # A young average would be all start: it widens with the steps, as in Polyak averaging.
        keep = min(AVERAGE, 1 - 1 / (1 + step / 3))
        with torch.no_grad():
            for name, value in student.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        running += loss.detach()
        if step % args.every == 0 or step == steps:
            pace = (step - since) * args.batch / (time.time() - began)
            if args.minutes and since > done:
                left = args.minutes * 60 - (time.time() - started)
                steps = max(step, min(steps, step + int(left * pace / args.batch)))
            print(f"step {step} of {steps}: loss {float(running) / (step - since):.4f}, {pace:.0f} views/s", flush=True)
            running, began, since = 0.0, time.time(), step
            state = {"step": step, "batch": args.batch, "moments": moments, "average": average, "student": student.state_dict()}
            torch.save({**state, "optimiser": optimiser.state_dict()}, f"{kept}.new")
            Path(f"{kept}.new").replace(kept)


def ready(view):
    return ((view - 127.5) / 127.5).contiguous(memory_format=torch.channels_last)


def rate(step: int, steps: int) -> float:
    """Share of the highest rate: up over the first twentieth, level to the half, then a cosine to nought."""
    if step < steps * 0.05:
        return step / (steps * 0.05)
    return 0.5 + 0.5 * math.cos(math.pi * max(0.0, 2 * step / steps - 1))


def distance(said, wanted, mean, spread):
    """Each number, the direction, and how the batch's pictures lie to each other: all in the teacher's own spread."""
    scale = spread + 0.1 * spread.mean()
    a, b = (said - mean) / scale, (wanted - mean) / scale
    numbers = F.smooth_l1_loss(a, b)
    unit_a, unit_b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    direction = (1 - (unit_a * unit_b).sum(1)).mean()
    relation = F.mse_loss(unit_a @ unit_a.T, unit_b @ unit_b.T)
    return numbers + direction + 5 * relation


def disagreement(said, wanted, weight, bias):
    """Kullback-Leibler divergence of what the teacher's classes would be told by either's numbers: an error counts for
    as much as it means."""
    told = F.log_softmax(F.linear(said, weight, bias), 1)
    return F.kl_div(told, F.log_softmax(F.linear(wanted, weight, bias), 1), log_target=True, reduction="batchmean")


def classifier(model: onnx.ModelProto) -> tuple[torch.Tensor, torch.Tensor]:
    """Weight [classes, d] and bias of the teacher's last layer."""
    last = [node for node in model.graph.node if node.op_type == "Conv"][-1]
    tensors = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in model.graph.initializer if t.name in last.input}
    return tensors[last.input[1]].flatten(1), tensors[last.input[2]]


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
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cpu")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=384)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--classes", type=float, default=0.5, help="weight of the teacher's classes in the loss")
    parser.add_argument("--minutes", type=float, help="cuts the steps down to what can be done in them")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
