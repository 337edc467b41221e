"""Answers a batch of questions to NumPy: a list of JSON objects on stdin, a list of answers on stdout.

A question is {"arrays": [...], "o": options, "ask": expression}; the expression sees a, b, c (the arrays) and o.
An array is {"dtype", "data" (base64), "shape", "strides" (elements), "offset"}: the same window onto the same memory
as on the asking side. An answer is a list of {"dtype", "shape", "data"}, or {"error": its type}.
"""

import base64
import json
import math
import sys
import warnings
from types import SimpleNamespace

import numpy as np

np.seterr(all="ignore")
warnings.simplefilter("ignore")


def window(array):
    dtype = np.dtype(array["dtype"])
    memory = np.frombuffer(base64.b64decode(array["data"]), dtype=dtype).copy()
    return np.lib.stride_tricks.as_strided(
        memory[array["offset"] :] if memory.size else memory,
        array["shape"],
        [s * dtype.itemsize for s in array["strides"]],
    )


def plain(result):
    if isinstance(result, str):
        return {"text": result}
    array = np.asarray(result)
    wide = {"b": np.uint8, "i": np.float64, "u": np.float64, "f": np.float64}[array.dtype.kind]
    data = np.ascontiguousarray(array).astype(wide).astype(np.float64).tobytes()
    return {"dtype": array.dtype.name, "shape": array.shape, "data": base64.b64encode(data).decode()}


def indices(ranges):
    return tuple(r if isinstance(r, int) else slice(*(r.get(k) for k in ("start", "stop", "step"))) for r in ranges)


def wide(array):
    """Whole numbers as float64: NumPy's functions of uint8 give float16."""
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def changed(array, index, value):
    copy = array.copy()
    copy[index] = value
    return copy


def copied(array, source, where):
    copy = array.copy()
    np.copyto(copy, source, where=where > 0, casting="unsafe")
    return copy


def flattened(array):
    array.flatten()[0] = 7
    return array


def different(array):
    values, first, inverse, counts = np.unique(array, return_index=True, return_inverse=True, return_counts=True)
    return values, first, inverse.reshape(array.shape), counts


def answer(question):
    names = {name: window(array) for name, array in zip("abc", question["arrays"])}
    o = question["o"]
    if isinstance(o, dict):
        names["k"] = {key: tuple(v) if isinstance(v, list) else v for key, v in o.items()}
        o = SimpleNamespace(**o)
    try:
        result = eval(question["ask"], {**globals(), "o": o, **names})
    except Exception as error:
        return {"error": type(error).__name__}
    return [plain(r) for r in (result if isinstance(result, (list, tuple)) else [result])]


print(json.dumps([answer(question) for question in json.load(sys.stdin)]))
