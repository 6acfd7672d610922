"""Writes PyTorch's random numbers on the CPU, as bits, into random.json and random_programs.json beside this script.

    python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install "torch==2.13.0+cpu" numpy
    /tmp/fixtures/bin/python make_random_fixtures.py

It needs x86-64 with AVX2 or later: with other instructions PyTorch's numbers have other last bits. Of each array the file has
the first numbers' bits and a hash of all (FNV-1a of the numbers' bytes, the lowest first).
"""

import json
import pathlib

import numpy as np
import torch

assert torch.backends.cpu.get_cpu_capability() in ("AVX2", "AVX512")
FOLDER = pathlib.Path(__file__).parent
SEEDS = [0, 1, 42, 2**63, 2**32 + 5]
COUNTS = [1, 2, 15, 16, 17, 24, 31, 32, 33, 1000]
FLOAT, DOUBLE = torch.float32, torch.float64

CALLS = {
    "uniform": lambda n: torch.rand(n),
    "uniform(-0.1...0.37)": lambda n: torch.empty(n).uniform_(-0.1, 0.37),
    "uniform, double": lambda n: torch.rand(n, dtype=DOUBLE),
    "uniform(-0.1...0.37), double": lambda n: torch.empty(n, dtype=DOUBLE).uniform_(-0.1, 0.37),
    "normal": lambda n: torch.randn(n),
    "normal(0.3, 0.7)": lambda n: torch.empty(n).normal_(0.3, 0.7),
    "normal, double": lambda n: torch.randn(n, dtype=DOUBLE),
    "normal(0.3, 0.7), double": lambda n: torch.empty(n, dtype=DOUBLE).normal_(0.3, 0.7),
    "integers(0..<10)": lambda n: torch.randint(0, 10, (n,)),
    "integers(-5..<8)": lambda n: torch.randint(-5, 8, (n,)),
    "integers(0..<2^28-1)": lambda n: torch.randint(0, 2**28 - 1, (n,)),
    "integers(0..<2^28)": lambda n: torch.randint(0, 2**28, (n,)),
    "integers(-2^62..<2^62+1)": lambda n: torch.randint(-(2**62), 2**62 + 1, (n,)),
    "permutation": lambda n: torch.randperm(n),
    "bernoulli(0.3)": lambda n: torch.empty(n).bernoulli_(0.3),
    "bernoulli(ramp)": lambda n: torch.bernoulli(torch.arange(n, dtype=FLOAT) / n),
}


def bits(tensor):
    array = tensor.detach().contiguous().numpy().reshape(-1)
    return array.view({4: np.uint32, 8: np.uint64}[array.itemsize])


def described(tensor):
    words, hashed = bits(tensor), 0xCBF29CE484222325
    for byte in words.tobytes():
        hashed = (hashed ^ byte) * 0x100000001B3 % 2**64
    return {"first": [int(word) for word in words[:3]], "hash": hashed}


def write(name, cases):
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n")


# Each call right after the seed; `after` is the number that PyTorch draws next.

cases = []
for call, draw in CALLS.items():
    for seed in SEEDS:
        for count in COUNTS:
            torch.manual_seed(seed)
            case = {"call": call, "seed": seed, "count": count, **described(draw(count))}
            cases.append({**case, "after": int(bits(torch.rand(1))[0])})
write("random", cases)

# Programs: the seed, then one after the other. The normal numbers of the first leave one of a pair over, again and again.

programs = {}
torch.manual_seed(42)
programs["session"] = [
    torch.randn(3), torch.rand(2), torch.randn(1), torch.randn(20), torch.randn(2),
    torch.randn(5, dtype=DOUBLE), torch.randn(17, dtype=DOUBLE), torch.randn(1),
]
torch.manual_seed(1)
layer = torch.nn.Linear(784, 64)
programs["linear"] = [layer.weight, layer.bias]
torch.manual_seed(1)
programs["randn"] = [torch.randn(3, 20), torch.randn(3, 4), torch.rand(2, 3), torch.randint(0, 27, (32,)).float()]
torch.manual_seed(2)
model = torch.nn.Sequential(torch.nn.Linear(30, 5), torch.nn.Tanh(), torch.nn.Dropout(0.2), torch.nn.Linear(5, 3))
outputs = [torch.nn.functional.dropout(torch.ones(40), 0.2) for _ in range(2)]
programs["dropout"] = [*model.parameters(), *outputs, torch.rand(2)]
torch.manual_seed(3)
init = torch.nn.init
programs["initializers"] = [
    init.xavier_uniform_(torch.empty(10, 7)), init.xavier_normal_(torch.empty(10, 7)),
    init.kaiming_uniform_(torch.empty(10, 7), nonlinearity="relu"),
    init.kaiming_normal_(torch.empty(10, 7), mode="fan_out", nonlinearity="relu"),
    init.normal_(torch.empty(13), 1, 0.1), init.uniform_(torch.empty(13), -1, 2),
    init.constant_(torch.empty(2), 3), init.normal_(torch.empty(2)),
]
write("random_programs", [{"program": name, "arrays": list(map(described, arrays))} for name, arrays in programs.items()])
