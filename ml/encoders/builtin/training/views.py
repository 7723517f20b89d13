"""Random views of the three free sources, drawn by the batch on whatever device holds the pictures.

Of each view there are two: the clean one, which the teacher is asked about, and the one that the student sees, which is
worn besides by what photographs suffer (blur, noise, compression, a covered patch). What a garment is, its cut, its
colour, its cloth, changes in both.
"""

import gzip
from multiprocessing.pool import ThreadPool
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

SIDE = 224
SHEET = 256
# Most of what a house shows is photographs; drawings and small grey pictures add cuts that the photos lack.
SHARES = {"photo": 0.8, "drawn": 0.15, "grey": 0.05}
# Luma and two chroma axes: a turn about the first is a change of hue.
YIQ = torch.tensor([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])


class Views:
    """batch(n) -> clean and worn views, both float32 [n, 3, 224, 224] in 0..255. One seed, one sequence of batches."""

    def __init__(self, photos: list[Path], drawn: list[Path], grey: Path, device: str, seed: int):
        self.device = device
        self.random = torch.Generator(device=device).manual_seed(seed)
        self.sheets = {"photo": sheets(photos, device), "drawn": sheets(drawn, device), "grey": grey_sheets(grey, device)}

    def batch(self, n: int) -> tuple[torch.Tensor, torch.Tensor]:
        counts = {kind: round(n * share) for kind, share in SHARES.items()}
        counts["photo"] += n - sum(counts.values())
        clean = torch.cat([self.framed(*self.taken(kind, count)) for kind, count in counts.items()])
        clean = clean[torch.randperm(n, generator=self.random, device=self.device)]
        clean = self.patterned(clean)
        clean = self.coloured(clean).clamp(0, 255)
        clean = self.mixed(clean)
        return clean, self.worn(clean).clamp(0, 255)

    def uniform(self, n: int, low: float, high: float) -> torch.Tensor:
        return torch.rand(n, generator=self.random, device=self.device) * (high - low) + low

    def normal(self, *shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=self.random, device=self.device)

    def chosen(self, n: int, share: float) -> torch.Tensor:
        return self.uniform(n, 0, 1) < share

    def taken(self, kind: str, n: int):
        """Pictures [n, 3, s, s] at the upper left of their sheets, and their widths and heights."""
        pictures, sizes = self.sheets[kind]
        which = torch.randint(len(pictures), (n,), generator=self.random, device=self.device)
        image = pictures[which].float()
        if kind != "grey":
            return image, sizes[which]
        # A grey picture is a garment's light and shade: cloth and ground get colours of their own.
        light = F.interpolate(image / 255, size=(SHEET, SHEET), mode="bicubic").clamp(0, 1)
        cloth, ground = self.uniform(n * 3, 0, 255).view(n, 3, 1, 1), self.uniform(n * 3, 150, 255).view(n, 3, 1, 1)
        return cloth * light + ground * (1 - light), torch.full((n, 2), float(SHEET), device=self.device)

    def framed(self, image: torch.Tensor, size: torch.Tensor) -> torch.Tensor:
        """Turned, moved, scaled, mirrored, cut to a square; now and then small on a plain ground, as a studio frames."""
        n = len(image)
        width, height = size.unbind(1)
        small = self.chosen(n, 0.3)
        share = torch.where(self.chosen(n, 0.7), self.uniform(n, 0.5, 1.05), torch.ones(n, device=self.device))
        share = torch.where(small, self.uniform(n, 1.0, 1.8), share)
        side = torch.minimum(width, height) * share
        stretch = (self.normal(n) * 0.08).exp()
        turn = self.normal(n) * 0.16
        mirror = torch.where(self.chosen(n, 0.5), -1.0, 1.0)
        scale_x, scale_y = side / SIDE * stretch * mirror, side / SIDE / stretch
        roam = (1.15 - share).clamp(min=0.1) * 0.7
        centre_x = width * (0.5 + self.uniform(n, -0.5, 0.5) * roam)
        centre_y = height * (0.5 + self.uniform(n, -0.5, 0.5) * roam)
        at = torch.arange(SIDE, device=self.device) + 0.5 - SIDE / 2
        u, v = at.view(1, 1, -1), at.view(1, -1, 1)
        wide = lambda t: t.view(-1, 1, 1)
        x = wide(scale_x * turn.cos()) * u - wide(scale_y * turn.sin()) * v + wide(centre_x)
        y = wide(scale_x * turn.sin()) * u + wide(scale_y * turn.cos()) * v + wide(centre_y)
        inside = (x >= 0) & (x <= wide(width)) & (y >= 0) & (y <= wide(height))
        x, y = x.clamp(0.5).minimum(wide(width) - 0.5), y.clamp(0.5).minimum(wide(height) - 0.5)
        grid = torch.stack([x, y], -1) * (2 / image.shape[-1]) - 1
        view = F.grid_sample(image, grid, mode="bilinear", padding_mode="border", align_corners=False)
        border = image[:, :, :2, :128].mean((2, 3))
        studio = self.uniform(n, 200, 255)[:, None] + self.normal(n, 3) * 4
        ground = torch.where(small[:, None] & self.chosen(n, 0.7)[:, None], studio.clamp(0, 255), border)
        return torch.where(inside[:, None], view, ground[:, :, None, None])

    def patterned(self, image: torch.Tensor) -> torch.Tensor:
        """Stripes, checks or dots over what differs from the upper corners: prints that the photos are short of."""
        n = len(image)
        ground = image[:, :, :8].mean((2, 3), keepdim=True)
        garment = ((image - ground).abs().mean(1, keepdim=True) > 40).float()
        at = torch.arange(SIDE, device=self.device) / SIDE * 2 * torch.pi
        wide = lambda t: t.view(-1, 1, 1)
        turn, pace = self.uniform(n, 0, torch.pi), self.uniform(n, 4, 28)
        a = (wide(pace) * (wide(turn.cos()) * at.view(1, 1, -1) + wide(turn.sin()) * at.view(1, -1, 1))).sin()
        b = (wide(pace) * (-wide(turn.sin()) * at.view(1, 1, -1) + wide(turn.cos()) * at.view(1, -1, 1))).sin()
        kind = wide(torch.randint(3, (n,), generator=self.random, device=self.device))
        wave = torch.where(kind == 0, a, torch.where(kind == 1, a.maximum(b), a * b))
        line = ((wave - wide(self.uniform(n, -0.4, 0.6))) * 6).sigmoid()
        strength = (self.uniform(n, 0.3, 0.9) * self.chosen(n, 0.08)).view(-1, 1, 1, 1) * garment * line[:, None]
        colour = self.uniform(n * 3, 0, 255).view(n, 3, 1, 1)
        # Light and shade of the cloth stay in the print.
        shade = image.mean(1, keepdim=True) / image.mean((1, 2, 3), keepdim=True).clamp(min=1)
        return image * (1 - strength) + (colour * shade.clamp(0.4, 1.4)) * strength

    def coloured(self, image: torch.Tensor) -> torch.Tensor:
        n = len(image)
        some = self.chosen(n, 0.7)
        factor = lambda low, high: torch.where(some, self.uniform(n, low, high), 1.0).view(-1, 1, 1, 1)
        image = image * factor(0.7, 1.3)
        mean = image.mean((1, 2, 3), keepdim=True)
        image = (image - mean) * factor(0.75, 1.25) + mean
        saturation = factor(0.4, 1.5).view(-1)
        turn = self.uniform(n, 0, 2 * torch.pi) * self.chosen(n, 0.3)
        yiq = YIQ.to(self.device)
        middle = torch.zeros(n, 3, 3, device=self.device)
        middle[:, 0, 0] = 1
        middle[:, 1, 1] = middle[:, 2, 2] = saturation * turn.cos()
        middle[:, 1, 2], middle[:, 2, 1] = -saturation * turn.sin(), saturation * turn.sin()
        return torch.einsum("nij,njhw->nihw", torch.linalg.inv(yiq) @ middle @ yiq, image)

    def mixed(self, image: torch.Tensor) -> torch.Tensor:
        """Some views laid over others, or a part of one set into another. What the teacher says of such a picture is as
        good a lesson as what it says of a photo (Beyer et al., Knowledge distillation: a good teacher is patient and
        consistent, CVPR 2022)."""
        n = len(image)
        other = image.flip(0)
        over = (self.uniform(n, 0, 0.5) * self.chosen(n, 0.3)).view(-1, 1, 1, 1)
        image = image * (1 - over) + other * over
        return torch.where(self.box(n, 60, 150, 0.15), other, image)

    def box(self, n: int, low: float, high: float, share: float) -> torch.Tensor:
        """[n, 1, 224, 224] true inside a random rectangle of some of n pictures."""
        at = torch.arange(SIDE, device=self.device)
        wide, high_ = self.uniform(n, low, high), self.uniform(n, low, high)
        left, top = self.uniform(n, -20, SIDE - 20), self.uniform(n, -20, SIDE - 20)
        across = (at >= left[:, None]) & (at < (left + wide)[:, None])
        down = (at >= top[:, None]) & (at < (top + high_)[:, None])
        return (across[:, None, None, :] & down[:, None, :, None]) & self.chosen(n, share).view(-1, 1, 1, 1)

    def worn(self, image: torch.Tensor) -> torch.Tensor:
        n = len(image)
        spread = torch.where(self.chosen(n, 0.15), self.uniform(n, 0.4, 1.8), 0.01)
        image = blurred(image, spread)
        step = torch.where(self.chosen(n, 0.2), self.uniform(n, 6, 45), 0.0)
        image = compressed(image, step)
        loud = (self.uniform(n, 2, 14) * self.chosen(n, 0.25)).view(-1, 1, 1, 1)
        image = image + self.normal(*image.shape) * loud
        return torch.where(self.box(n, 20, 90, 0.15), self.uniform(n * 3, 0, 255).view(n, 3, 1, 1), image)


def blurred(image: torch.Tensor, spread: torch.Tensor) -> torch.Tensor:
    """A Gaussian of `spread` pixels [n], across and down."""
    n, channels, height, width = image.shape
    at = torch.arange(-4, 5, device=image.device)
    kernel = torch.exp(-(at**2) / (2 * spread[:, None] ** 2))
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(channels, 0)
    flat = image.reshape(1, n * channels, height, width)
    flat = F.conv2d(F.pad(flat, (4, 4, 0, 0), mode="replicate"), kernel[:, None, None, :], groups=n * channels)
    flat = F.conv2d(F.pad(flat, (0, 0, 4, 4), mode="replicate"), kernel[:, None, :, None], groups=n * channels)
    return flat.view(n, channels, height, width)


def compressed(image: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
    """What a JPEG leaves: each 8 × 8 block's cosines rounded to multiples of `step` [n], finer ones more coarsely."""
    place = torch.arange(8, device=image.device)
    cosines = torch.cos((2 * place + 1) * place[:, None] * torch.pi / 16) * 0.5
    cosines[0] /= 2**0.5
    blocks = image.unfold(2, 8, 8).unfold(3, 8, 8)
    told = cosines @ blocks @ cosines.T
    coarse = step.view(-1, 1, 1, 1, 1, 1) * (1 + (place[:, None] + place) / 4)
    told = torch.where(coarse > 0, (told / coarse.clamp(min=1e-6)).round() * coarse, told)
    back = cosines.T @ told @ cosines
    return back.permute(0, 1, 2, 4, 3, 5).reshape(image.shape)


def sheets(files: list[Path], device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """uint8 [n, 3, 256, 256], each picture at the upper left, and (width, height) of each, float32 [n, 2]."""
    with ThreadPool() as pool:
        pictures = pool.map(sheet, files)
    return torch.tensor(np.stack([p[0] for p in pictures]), device=device), torch.tensor([p[1] for p in pictures], device=device)


def sheet(file: Path) -> tuple[np.ndarray, tuple[float, float]]:
    with Image.open(file) as opened:
        image = opened.convert("RGB")
    image.thumbnail((SHEET, SHEET), Image.LANCZOS)
    canvas = np.zeros((3, SHEET, SHEET), np.uint8)
    canvas[:, : image.height, : image.width] = np.asarray(image).transpose(2, 0, 1)
    return canvas, (float(image.width), float(image.height))


def grey_sheets(file: Path, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    with gzip.open(file) as opened:
        grey = np.frombuffer(opened.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    return torch.tensor(grey, device=device), torch.empty(len(grey), 2, device=device)
