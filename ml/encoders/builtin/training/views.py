"""Random views of the three free sources. One seed, one place in the run: one view."""

import gzip
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageEnhance, ImageFilter
from torch.utils.data import Dataset

SIDE = 224
# Most of what a house shows is photographs; drawings and small grey pictures add cuts that the photos lack.
SHARES = {"photo": 0.76, "drawn": 0.18, "grey": 0.06}


class Views(Dataset):
    """Item i -> uint8 [3, 224, 224] and what the teacher says of it, float32 [1280]."""

    def __init__(self, photos: list[Path], drawn: list[Path], grey: Path, teacher: Path, seed: int, count: int):
        self.photos, self.drawn, self.teacher, self.seed, self.count = photos, drawn, teacher, seed, count
        self.session = None
        with gzip.open(grey) as file:
            self.grey = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)

    def __len__(self):
        return self.count

    def __getitem__(self, i: int) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng((self.seed, i))
        image = self.source(rng)
        if rng.random() < 0.35:
            image = on_ground(image, rng)
        image = framed(image, rng)
        pixels = np.asarray(disturbed(image, rng), np.uint8).transpose(2, 0, 1).copy()
        return pixels, self.ask(pixels)

    def ask(self, pixels: np.ndarray) -> np.ndarray:
        # A session belongs to the loader's process, which begins after this object was made.
        if self.session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(str(self.teacher), options)
        image = (pixels[None].astype(np.float32) - 127.5) / 127.5
        return self.session.run(["embedding"], {"image": image})[0][0]

    def source(self, rng) -> Image.Image:
        kind = rng.choice(list(SHARES), p=list(SHARES.values()))
        if kind == "grey":
            grey = self.grey[rng.integers(len(self.grey))].astype(np.float32)[..., None] / 255
            cloth, ground = rng.uniform(0, 255, 3), rng.uniform(150, 255, 3)
            tinted = Image.fromarray((cloth * grey + ground * (1 - grey)).astype(np.uint8))
            return tinted.resize((SIDE, SIDE), Image.BICUBIC)
        files = self.photos if kind == "photo" or not self.drawn else self.drawn
        with Image.open(files[rng.integers(len(files))]) as file:
            file.draft("RGB", (320, 320))
            image = file.convert("RGB")
        image.thumbnail((320, 320), Image.BILINEAR)
        return image


def on_ground(image: Image.Image, rng) -> Image.Image:
    """The photo, smaller, on a plain ground of catalogue format: as a studio frames a garment."""
    ground = tuple(int(v) for v in np.clip(rng.uniform(200, 255) + rng.normal(0, 4, 3), 0, 255))
    sheet = Image.new("RGB", (240, int(240 * rng.uniform(1, 1.45))), ground)
    part = image.copy()
    part.thumbnail([int(side * rng.uniform(0.5, 1)) for side in sheet.size], Image.BILINEAR)
    room = [max(0, a - b) for a, b in zip(sheet.size, part.size)]
    sheet.paste(part, tuple(int(r * rng.uniform(0.25, 0.75)) for r in room))
    return sheet


def framed(image: Image.Image, rng) -> Image.Image:
    """Turned, moved, scaled, mirrored, cut to a square; what lies outside repeats the border's colour."""
    width, height = image.size
    share = rng.uniform(0.55, 1.05) if rng.random() < 0.7 else 1.0
    side = min(width, height) * share
    stretch = np.exp(rng.normal(0, 0.08))
    turn = np.deg2rad(rng.normal(0, 9))
    scale_x, scale_y = side / SIDE * stretch, side / SIDE / stretch
    if rng.random() < 0.5:
        scale_x = -scale_x
    roam = 1.15 - share
    centre_x = width / 2 + rng.uniform(-0.5, 0.5) * roam * width * 0.7
    centre_y = height / 2 + rng.uniform(-0.5, 0.5) * roam * height * 0.7
    a, b = scale_x * np.cos(turn), -scale_y * np.sin(turn)
    d, e = scale_x * np.sin(turn), scale_y * np.cos(turn)
    half = SIDE / 2
    affine = (a, b, centre_x - a * half - b * half, d, e, centre_y - d * half - e * half)
    border = tuple(int(v) for v in np.asarray(image)[:2].reshape(-1, 3).mean(0))
    return image.transform((SIDE, SIDE), Image.AFFINE, affine, Image.BILINEAR, fillcolor=border)


def disturbed(image: Image.Image, rng) -> Image.Image:
    """Colour, light, blur, compression, noise and a covered patch, each now and then."""
    if rng.random() < 0.7:
        image = ImageEnhance.Brightness(image).enhance(rng.uniform(0.7, 1.3))
        image = ImageEnhance.Contrast(image).enhance(rng.uniform(0.75, 1.25))
        image = ImageEnhance.Color(image).enhance(rng.uniform(0.4, 1.5))
    if rng.random() < 0.35:
        h, s, v = image.convert("HSV").split()
        shift = int(rng.integers(256))
        image = Image.merge("HSV", (h.point(lambda x: (x + shift) % 256), s, v)).convert("RGB")
    if rng.random() < 0.15:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.6)))
    if rng.random() < 0.2:
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=int(rng.integers(35, 90)))
        image = Image.open(buffer).convert("RGB")
    if rng.random() < 0.25:
        noisy = np.asarray(image, np.float32) + rng.normal(0, rng.uniform(2, 14), (SIDE, SIDE, 3))
        image = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    if rng.random() < 0.15:
        w, h = (int(v) for v in rng.uniform(20, 90, 2))
        patch = Image.new("RGB", (w, h), tuple(int(v) for v in rng.integers(0, 256, 3)))
        image.paste(patch, tuple(int(v) for v in rng.integers(0, SIDE - 20, 2)))
    return image
