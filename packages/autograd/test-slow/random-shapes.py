"""Prints cases of random shapes and options as JSON: a list of {op, inputs, constants, options, y, dy, gradients}, in float64.

    python3 random-shapes.py SEED COUNT
"""

import json
import os
import random
import sys

import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../test/fixtures"))
from cases import plain  # noqa: E402

torch.set_default_dtype(torch.float64)
draw = random.Random(int(sys.argv[1]))
torch.manual_seed(int(sys.argv[1]))
R = torch.randn


def size(low=1, high=5):
    return draw.randint(low, high)


def pick(*values):
    return draw.choice(values)


def broadcast(shape):
    """A shape that broadcasts to another: some axes 1, some leading ones gone."""
    kept = [pick(d, 1) for d in shape]
    return kept[pick(0, 0, 1) :] if len(kept) > 1 else kept


def conv2d():
    groups = pick(1, 1, 2, 3)
    inputs, outputs, (kh, kw) = groups * size(1, 3), groups * size(1, 3), (size(1, 3), size(1, 3))
    o = {
        "stride": (size(1, 3), size(1, 3)),
        "padding": (size(0, 2), size(0, 2)),
        "dilation": (size(1, 2), size(1, 2)),
        "groups": groups,
    }
    x = R(size(1, 3), inputs, o["dilation"][0] * (kh - 1) + size(1, 5), o["dilation"][1] * (kw - 1) + size(1, 5))
    found = {"x": x, "weight": R(outputs, inputs // groups, kh, kw)} | ({"bias": R(outputs)} if pick(True, False) else {})
    return found, {}, o, lambda x, weight, bias=None: F.conv2d(x, weight, bias, **o)


def pooling(kind):
    kernel = (size(1, 3), size(1, 3))
    o = {"stride": (size(1, 3), size(1, 3)), "padding": (size(0, kernel[0] // 2), size(0, kernel[1] // 2))}
    x = R(size(1, 3), size(1, 3), kernel[0] + size(0, 5), kernel[1] + size(0, 5))
    if kind == "max":
        return {"x": x}, {"kernel": kernel}, o, lambda x: F.max_pool2d(x, kernel, **o)
    inside = pick(True, False)
    options = o | {"countIncludePad": inside}
    return {"x": x}, {"kernel": kernel}, options, lambda x: F.avg_pool2d(x, kernel, count_include_pad=inside, **o)


def compared(f, options):
    shape = [size() for _ in range(size(1, 4))]
    o = options | {"reduction": pick("mean", "sum", "none")}
    return {"x": R(shape) * 2, "target": R(shape)}, {}, o, lambda x, target: f(x, target, **o)


def logits():
    shape = [size() for _ in range(size(1, 3))]
    o = {"reduction": pick("mean", "sum", "none")}
    constants = {name: torch.rand(broadcast(shape)) + 0.5 for name in ("weight", "posWeight") if pick(True, False)}
    theirs = {"weight": constants.get("weight"), "pos_weight": constants.get("posWeight")}
    f = lambda x, target: F.binary_cross_entropy_with_logits(x, target, **theirs, **o)
    return {"x": R(shape) * 3, "target": torch.rand(shape)}, constants, o, f


def classes():
    rows, count = [size() for _ in range(size(1, 3))], size(2, 7)
    ignored = pick(-100, 0)
    o = {"reduction": pick("mean", "sum", "none"), "labelSmoothing": pick(0.0, 0.3), "ignoreIndex": ignored}
    targets = torch.randint(0, count, rows)
    targets.view(-1)[0] = 1  # one row counts
    constants = {"targets": targets} | ({"weight": torch.rand(count) + 0.1} if pick(True, False) else {})

    def f(x):
        loss = F.cross_entropy(
            x.reshape(-1, count),
            targets.reshape(-1),
            weight=constants.get("weight"),
            reduction=o["reduction"],
            label_smoothing=o["labelSmoothing"],
            ignore_index=ignored,
        )
        return loss.reshape(rows) if o["reduction"] == "none" else loss

    return {"x": R(*rows, count) * 2}, constants, o, f


def similar():
    shape = [size() for _ in range(size(1, 4))]
    axis = draw.randrange(-len(shape), len(shape))
    other = list(shape)
    other[draw.randrange(len(shape))] = 1
    other[axis] = shape[axis]
    return {"x": R(shape), "other": R(other)}, {}, {"axis": axis}, lambda x, other: F.cosine_similarity(x, other, axis)


ops = {
    "conv2d": conv2d,
    "maxPool2d": lambda: pooling("max"),
    "avgPool2d": lambda: pooling("avg"),
    "mseLoss": lambda: compared(F.mse_loss, {}),
    "l1Loss": lambda: compared(F.l1_loss, {}),
    "huberLoss": lambda: compared(F.huber_loss, {"delta": draw.random() + 0.1}),
    "smoothL1Loss": lambda: compared(F.smooth_l1_loss, {"beta": draw.random() + 0.1}),
    "binaryCrossEntropyWithLogits": logits,
    "crossEntropy": classes,
    "cosineSimilarity": similar,
}
cases = []
for _ in range(int(sys.argv[2])):
    for op, make in ops.items():
        inputs, constants, options, f = make()
        leaves = {name: x.clone().requires_grad_(True) for name, x in inputs.items()}
        y = f(**leaves)
        dy = torch.randn_like(y)
        y.backward(dy)
        gradients = {name: leaf.grad for name, leaf in leaves.items()}
        found = {"inputs": inputs, "constants": constants, "gradients": gradients}
        named = {key: {name: plain(x) for name, x in value.items()} for key, value in found.items()}
        cases.append({"op": op, "options": options, "y": y.detach().tolist(), "dy": dy.tolist()} | named)
json.dump(cases, sys.stdout)
