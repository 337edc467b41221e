"""The peer of the step benchmark: the same GPT and the same training step in PyTorch.

Reads lines of JSON from stdin and answers each with one on stdout:
{"setup": {vocab, block, layers, heads, width, batch, threads, tokens}} -> {"torch": version, "blas": [libraries], ...}
{"steps": n} -> {"milliseconds": of one step, "loss": of the last one}
{"generate": n} -> {"tokensPerSecond": of n tokens, each from the last `block` tokens, without a cache}
The batches are drawn from `tokens`, as ours are.
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../../packages/transformer/test/fixtures"))
sys.dont_write_bytecode = True

import torch
from nanogpt import GPT


def libraries():
    """Names of the linear-algebra libraries in this process."""
    found = set()
    with open("/proc/self/maps") as maps:
        for line in maps:
            name = os.path.basename(line.split()[-1])
            if name.startswith(("libblas", "libopenblas", "libmkl")):
                found.add(name)
    return sorted(found)


class Training:
    def __init__(self, vocab, block, layers, heads, width, batch, threads, tokens):
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        self.block, self.batch = block, batch
        self.tokens = torch.tensor(tokens)
        self.model = GPT(vocab, block, layers, heads, width)
        self.optimizer = self.model.optimizer(lr=1e-3)

    def step(self):
        at = torch.randint(len(self.tokens) - self.block, (self.batch,))
        x = torch.stack([self.tokens[i : i + self.block] for i in at])
        y = torch.stack([self.tokens[i + 1 : i + 1 + self.block] for i in at])
        loss = self.model.loss(x, y)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return loss

    def run(self, steps):
        start = time.perf_counter()
        for _ in range(steps):
            loss = self.step()
        loss = loss.item()
        return {"milliseconds": (time.perf_counter() - start) * 1000 / steps, "loss": loss}

    def generate(self, count):
        ids = self.tokens[None, : self.block]
        with torch.no_grad():
            start = time.perf_counter()
            for _ in range(count):
                logits = self.model(ids[:, -self.block :])[:, -1]
                drawn = torch.multinomial(torch.softmax(logits, dim=-1), 1)
                ids = torch.cat((ids, drawn), dim=1)
            return {"tokensPerSecond": count / (time.perf_counter() - start)}


training = None
for line in sys.stdin:
    request = json.loads(line)
    if "setup" in request:
        training = Training(**request["setup"])
        training.run(1)
        answer = {
            "torch": torch.__version__,
            "blas": libraries(),
            "mkl": torch.backends.mkl.is_available(),
            "threads": torch.get_num_threads(),
            "instructions": os.environ.get("ATEN_CPU_CAPABILITY", "the widest this processor has"),
        }
    elif "generate" in request:
        answer = training.generate(request["generate"])
    else:
        answer = training.run(request["steps"])
    print(json.dumps(answer), flush=True)
