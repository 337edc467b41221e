"""Measures linear algebra, ours and NumPy's: a list of JSON objects on stdin, a list of [ours, NumPy's] on stdout.

Each object is {"routine", "inputs", "outputs"}; arrays are {"shape", "data"} with float64 in base64. Errors are backward
errors, computed in extended precision: how far the inputs are from those that the outputs are exact for.
"""

import base64
import json
import sys
from fractions import Fraction

import numpy as np

LONG = np.longdouble


def array(sent):
    return np.frombuffer(base64.b64decode(sent["data"]), dtype=np.float64).reshape(sent["shape"])


def size(x):
    return np.sqrt((x.astype(LONG) ** 2).sum())


def ratio(rest, whole):
    rest = size(rest)
    return 0.0 if rest == 0 else float(rest / whole)


def skew(q):
    q = q.astype(LONG)
    return float(size(q.T @ q - np.eye(q.shape[1])))


def solve(a, b, x):
    return [ratio(b - a @ x, size(a) * size(x) + size(b))]


def inv(a, x):
    return [ratio(a @ x - np.eye(len(a)), size(a) * size(x))]


def det(a, found):
    n = len(a)
    rows = [[Fraction(float(v)) for v in row] for row in a]
    exact = Fraction(1)
    for k in range(n):
        p = next((i for i in range(k, n) if rows[i][k] != 0), None)
        if p is None:
            exact = Fraction(0)
            break
        if p != k:
            rows[p], rows[k] = rows[k], rows[p]
            exact = -exact
        exact *= rows[k][k]
        for i in range(k + 1, n):
            f = rows[i][k] / rows[k][k]
            rows[i] = [u - f * v for u, v in zip(rows[i], rows[k])]
    bound = np.prod(np.sqrt((a**2).sum(axis=1)))  # Hadamard's
    return [float(abs(LONG(found.item()) - LONG(float(exact))) / bound)]


def cholesky(a, root):
    return [ratio(root @ root.T - a, size(a))]


def qr(a, q, r):
    return [ratio(q @ r - a, size(a)), skew(q)]


def eigh(a, values, vectors):
    return [ratio((vectors * values) @ vectors.T - a, size(a)), skew(vectors)]


def svd(a, u, s, vh):
    return [ratio((u * s) @ vh - a, size(a)), skew(u), skew(vh.T)]


def pinv(a, p):
    return [ratio(a @ p @ a - a, size(a) ** 2 * size(p)), ratio(p @ a @ p - p, size(p) ** 2 * size(a))]


def lstsq(a, b, x):
    rest = b - a @ x
    return [ratio(a.T @ rest, size(a) * (size(a) * size(x) + size(b)))]


numpys = {
    "solve": lambda a, b: [np.linalg.solve(a, b)],
    "inv": lambda a: [np.linalg.inv(a)],
    "det": lambda a: [np.asarray(np.linalg.det(a))],
    "cholesky": lambda a: [np.linalg.cholesky(a)],
    "qr": lambda a: np.linalg.qr(a),
    "eigh": lambda a: np.linalg.eigh(a),
    "svd": lambda a: np.linalg.svd(a, full_matrices=False),
    "pinv": lambda a: [np.linalg.pinv(a, rcond=max(a.shape) * np.finfo(float).eps)],
    "lstsq": lambda a, b: [np.linalg.lstsq(a, b, rcond=None)[0]],
}


def errors(question):
    measure = globals()[question["routine"]]
    inputs = [array(x) for x in question["inputs"]]
    ours = [array(x) for x in question["outputs"]]
    wide = lambda arrays: [np.asarray(x).astype(LONG) for x in arrays]
    return [measure(*wide(inputs), *wide(ours)), measure(*wide(inputs), *wide(numpys[question["routine"]](*inputs)))]


print(json.dumps([errors(question) for question in json.load(sys.stdin)]))
