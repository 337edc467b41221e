"""Builds a model of PyTorch in float64 and answers with its state, results and gradients as JSON.

    python3 pytorch-weights.py KIND < request.json

The request holds x, and dy (the slopes of the result); with a state, it is loaded (strictly), else first weights are drawn.
"""

import json
import sys

import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


class Digits(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first_conv = torch.nn.Conv2d(1, 4, 3, padding=1)
        self.second_conv = torch.nn.Conv2d(4, 6, 3, stride=2, groups=2)
        self.fc_out = torch.nn.Linear(6, 3, bias=False)

    def forward(self, x):
        x = torch.nn.functional.max_pool2d(self.first_conv(x).relu(), 2)
        return self.fc_out(torch.flatten(torch.nn.functional.gelu(self.second_conv(x)), 1))


class Tagger(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.in_proj = torch.nn.Linear(3, 4, bias=False)
        self.lstm = torch.nn.LSTM(4, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.gru = torch.nn.GRU(10, 4, batch_first=True)
        self.back_proj = torch.nn.Linear(4, 3, bias=False)
        self.back_proj.weight = torch.nn.Parameter(self.in_proj.weight.detach().T.clone())
        self.heads = torch.nn.ModuleDict({"tag": torch.nn.Linear(4, 3), "spare": torch.nn.Linear(4, 2)})
        self.heads["tied"] = self.heads["tag"]
        self.register_buffer("class_mask", torch.tensor([1.0, 0.0, 2.0]))

    def forward(self, x):
        x, _ = self.lstm(self.in_proj(x))
        x, _ = self.gru(x)
        return (self.heads["tag"](x) + self.heads["tied"](x).tanh() + self.back_proj(x)) * self.class_mask


models = {
    "mlp": lambda: torch.nn.Sequential(
        torch.nn.Linear(3, 8), torch.nn.PReLU(), torch.nn.Linear(8, 8), torch.nn.Softplus(), torch.nn.Linear(8, 2)
    ),
    "digits": Digits,
    "tagger": Tagger,
}
request = json.load(sys.stdin)
model = models[sys.argv[1]]()
if "state" in request:
    model.load_state_dict({name: torch.tensor(value) for name, value in request["state"].items()}, strict=True)
y = model(torch.tensor(request["x"]))
(y * torch.tensor(request["dy"])).sum().backward()
json.dump(
    {
        "state": {name: value.tolist() for name, value in model.state_dict().items()},
        "y": y.tolist(),
        "gradients": {
            name: torch.zeros_like(value).tolist() if value.grad is None else value.grad.tolist()
            for name, value in model.named_parameters()
        },
    },
    sys.stdout,
)
