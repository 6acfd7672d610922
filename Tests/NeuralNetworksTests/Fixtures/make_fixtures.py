"""Writes what PyTorch gives, in double precision, into the JSON files beside this script.

    python3 -m venv /tmp/fixtures && /tmp/fixtures/bin/pip install "torch==2.13.0+cpu" numpy
    /tmp/fixtures/bin/python make_fixtures.py

The tests compare with these files. Numbers that JSON cannot hold are the strings "nan", "inf" and "-inf".
"""

import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
torch.set_num_threads(1)
FOLDER = pathlib.Path(__file__).parent


def number(x):
    return x if math.isfinite(x) else str(x)


def numbers(tensor):
    return [number(x) for x in tensor.detach().reshape(-1).tolist()]


def leaf(values, shape=None):
    tensor = torch.tensor(values, dtype=torch.float64)
    return (tensor if shape is None else tensor.reshape(shape)).requires_grad_()


def write(name, cases):
    lines = ",\n".join(json.dumps(case, allow_nan=False) for case in cases)
    (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n")


# Operations at the points where a choice is made: values, and gradients of a weighted sum of the values.

UNARY = {
    "abs": torch.abs,
    "exp": torch.exp,
    "log": torch.log,
    "sqrt": torch.sqrt,
    "reciprocal": torch.reciprocal,
    "sin": torch.sin,
    "cos": torch.cos,
    "tanh": torch.tanh,
    "erf": torch.erf,
    "sign": torch.sign,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "leakyReLU(0.01)": lambda x: F.leaky_relu(x, 0.01),
    "leakyReLU(-0.5)": lambda x: F.leaky_relu(x, -0.5),
    "elu(1)": F.elu,
    "elu(0.7)": lambda x: F.elu(x, 0.7),
    "gelu": F.gelu,
    "softplus": F.softplus,
    "floor": torch.floor,
    "ceil": torch.ceil,
    "round": torch.round,
    "log1p": torch.log1p,
    "expm1": torch.expm1,
    "log2": torch.log2,
    "log10": torch.log10,
    "square": torch.square,
    "rsqrt": torch.rsqrt,
    "tan": torch.tan,
    "asin": torch.asin,
    "acos": torch.acos,
    "atan": torch.atan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "silu": F.silu,
    "mish": F.mish,
    "atLeast(-0.5)": lambda x: torch.clamp(x, min=-0.5),
    "atMost(0.5)": lambda x: torch.clamp(x, max=0.5),
    "clamped(1)": lambda x: torch.clamp(x, -1.0, 1.0),
    "pow(0)": lambda x: x.pow(0.0),
    "pow(0.5)": lambda x: x.pow(0.5),
    "pow(1)": lambda x: x.pow(1.0),
    "pow(2)": lambda x: x.pow(2.0),
    "pow(3)": lambda x: x.pow(3.0),
    "pow(-1)": lambda x: x.pow(-1.0),
    "pow(-0.5)": lambda x: x.pow(-0.5),
    "logSumExp": lambda x: torch.logsumexp(x, 0),
    "max": lambda x: torch.amax(x, 0),
    "min": lambda x: torch.amin(x, 0),
    "softmax": lambda x: torch.softmax(x, 0),
    "logSoftmax": lambda x: torch.log_softmax(x, 0),
}
POINTS = [-1000.0, -30.0, -3.0, -1.0, -0.5, -1e-3, -0.0, 0.0, 1e-3, 0.5, 1.0, 3.0, 1000.0, math.nan]
VECTORS = [
    [1.0, 3.0, 3.0, 2.0, 3.0],
    [-2.0, -2.0],
    [1000.0, 999.0, -1000.0],
    [-1000.0, -1000.5],
    [0.1, 0.2, 0.3],
    [-math.inf, 0.0, 1.0],
    [math.nan, 1.0],
]
BINARY = {
    "pow": torch.pow,
    "maximum": torch.maximum,
    "minimum": torch.minimum,
    "divide": torch.div,
}
PAIRS = [
    (0.0, 0.0), (0.0, 1.0), (0.0, 0.5), (0.0, 2.0), (0.0, -1.0), (2.0, 0.0), (-2.0, 0.0), (-2.0, 2.0),
    (-2.0, 3.0), (-2.0, 0.5), (-2.0, -1.0), (2.0, -1.5), (3.0, 3.0), (-3.0, -3.0), (1.0, 2.0),
    (2.0, 1.0), (math.nan, 1.0), (1.0, math.nan), (1.0, -0.0),
]


def operations():
    for name, function in UNARY.items():
        reduces = name in ("logSumExp", "max", "min", "softmax", "logSoftmax")
        for values in VECTORS if reduces else [[point] for point in POINTS]:
            x = leaf(values)
            y = function(x)
            weights = torch.arange(1.0, y.numel() + 1).reshape(y.shape)
            (y * weights).sum().backward()
            yield {
                "operation": name,
                "inputs": [numbers(x)],
                "value": numbers(y),
                "gradients": [numbers(x.grad)],
            }
    for name, function in BINARY.items():
        for left, right in PAIRS:
            a, b = leaf([left]), leaf([right])
            y = function(a, b)
            y.sum().backward()
            yield {
                "operation": name,
                "inputs": [numbers(a), numbers(b)],
                "value": numbers(y),
                "gradients": [numbers(a.grad), numbers(b.grad)],
            }


# Losses: values, and gradients of their sum weighted by 1, 2, 3, …

def losses():
    predictions = [0.3, -1.2, 2.5, 0.0, 4.0, -0.7]
    targets = [0.1, 1.3, 2.5, -0.5, 1.0, -0.7]
    probabilities = [0.0, 1.0, 0.0, 1.0, 0.3, 0.9, 1e-20, 1e-13]
    marks = [0.0, 1.0, 1.0, 0.0, 1.0, 0.25, 1.0, 0.0]
    logits = [-1000.0, 1000.0, -1000.0, 1000.0, 0.0, 2.0, -15.0, 15.0]
    rows = [0.2, -1.0, 3.0, 1000.0, -1000.0, 0.0, -1000.0, -1000.0, -999.0, 0.5, 0.5, 0.5]
    labels = [2, 1, 0, 1]
    shares = [0.2, 0.3, 0.5, 1.0, 0.0, 0.0, 0.1, 0.1, 0.8, 0.0, 0.0, 1.0]
    class_weights = [0.5, 2.0, 1.25]

    def case(name, function, inputs, shape, targets, options, **arguments):
        for reduction in ("none", "mean", "sum"):
            x = leaf(inputs, shape)
            loss = function(x, targets, reduction=reduction, **arguments)
            (loss * torch.arange(1.0, loss.numel() + 1).reshape(loss.shape)).sum().backward()
            yield {
                "loss": name,
                "reduction": reduction,
                "shape": shape,
                "inputs": numbers(x),
                "targets": numbers(targets),
                **options,
                "value": numbers(loss),
                "gradient": numbers(x.grad),
            }

    t = torch.tensor(targets).reshape(2, 3)
    yield from case("meanSquaredError", F.mse_loss, predictions, [2, 3], t, {})
    yield from case("meanAbsoluteError", F.l1_loss, predictions, [2, 3], t, {})
    for delta in (0.5, 1.0, 3.0):
        yield from case(
            "huberLoss", F.huber_loss, predictions, [2, 3], t, {"delta": delta}, delta=delta
        )
    t = torch.tensor(marks)
    yield from case("binaryCrossEntropy", F.binary_cross_entropy, probabilities, [8], t, {})
    yield from case(
        "binaryCrossEntropyOfLogits", F.binary_cross_entropy_with_logits, logits, [8], t, {}
    )
    for smoothing in (0.0, 0.1, 1.0):
        for weights in (None, class_weights):
            options = {"labelSmoothing": smoothing, "classWeights": weights}
            arguments = {
                "label_smoothing": smoothing,
                "weight": None if weights is None else torch.tensor(weights),
            }
            for name, t in (
                ("crossEntropy", torch.tensor(labels)),
                ("crossEntropyOfProbabilities", torch.tensor(shares).reshape(4, 3)),
            ):
                yield from case(name, F.cross_entropy, rows, [4, 3], t, options, **arguments)
    for weights in (None, class_weights):
        arguments = {"weight": None if weights is None else torch.tensor(weights)}
        log_probabilities = F.log_softmax(torch.tensor(rows).reshape(4, 3), 1).reshape(-1).tolist()
        yield from case(
            "negativeLogLikelihood", F.nll_loss, log_probabilities, [4, 3], torch.tensor(labels),
            {"classWeights": weights}, **arguments,
        )


# Losses of one input or more: values, and gradients by each input of their sum weighted by 1, 2, 3, … Where PyTorch has no such
# loss, from its formula in NumPy, with slopes by central differences.

def loss_gradients():
    generator = torch.Generator().manual_seed(1)

    def spread(*shape, scale=1.5):
        return (torch.randn(shape, generator=generator, dtype=torch.float64) * scale).round(decimals=3)

    def case(name, function, inputs, targets=None, labels=None, options=None, reductions=("none", "mean", "sum")):
        def result(tensors, reduction):
            arguments = tensors + ([targets] if targets is not None else [])
            return function(*arguments, reduction)

        for reduction in reductions:
            leaves = [x.detach().clone().requires_grad_() for x in inputs]
            value = result(leaves, reduction)
            if value.requires_grad:
                (value * torch.arange(1.0, value.numel() + 1).reshape(value.shape)).sum().backward()
                gradients = [numbers(x.grad) for x in leaves]
            else:
                gradients = [
                    slopes(lambda x: result(inputs[:i] + [x] + inputs[i + 1:], "none"), inputs[i], reduction)
                    for i in range(len(inputs))
                ]
            yield {
                "loss": name,
                "reduction": reduction,
                "shapes": [list(x.shape) for x in inputs],
                "inputs": [numbers(x) for x in inputs],
                "targetShape": None if targets is None else list(targets.shape),
                "targets": None if targets is None else numbers(targets),
                "labels": labels,
                "options": options or {},
                "value": numbers(value),
                "gradients": gradients,
            }

    def slopes(function, x, reduction, step=1e-5):
        """Of each loss by itself: in their sum, large losses would take the digits of small ones."""
        result = []
        for i in range(x.numel()):
            shift = torch.zeros(x.numel())
            shift[i] = step
            shift = shift.reshape(x.shape)
            slope = (function(x + shift) - function(x - shift)).reshape(-1) / (2 * step)
            weights = torch.arange(1.0, slope.numel() + 1) if reduction == "none" else torch.ones(slope.numel())
            result.append(((slope * weights).sum() / (slope.numel() if reduction == "mean" else 1)).item())
        return result

    def numpy(function):
        """A loss of a number for each element or row, as one of tensors that no gradient flows through."""
        def loss(*arguments):
            losses = torch.tensor(function(*(x.detach().numpy() for x in arguments[:-1])))
            return {"none": losses, "mean": losses.mean(), "sum": losses.sum()}[arguments[-1]]
        return loss

    # What is quadratic near a target and linear far from it.
    p, t = torch.tensor([0.3, -1.2, 2.5, 0.0, 1.5, -1000.0]), torch.tensor([0.1, 1.3, 2.5, -0.5, 1.0, 1000.0])
    for beta in (0.0, 0.5, 1.0, 3.0):
        yield from case(
            "smoothL1Loss", lambda x, t, r: F.smooth_l1_loss(x, t, beta=beta, reduction=r), [p], t,
            options={"beta": beta},
        )
    yield from case("logCoshLoss", numpy(lambda x, t: np.logaddexp(x - t, t - x) - np.log(2)), [p], t)

    # Scores and sides.
    scores = torch.tensor([0.5, -2.0, 3.0, 0.25, -1000.0, 1000.0, -1000.0, 1000.0])
    signs = torch.tensor([1.0, -1.0, 1.0, -1.0, 1.0, 1.0, -1.0, -1.0])
    for margin in (1.0, 0.3):
        options = {"margin": margin}
        yield from case("hingeLoss", numpy(lambda s, t: np.maximum(0, margin - t * s)), [scores], signs, options=options)
        yield from case(
            "squaredHingeLoss", numpy(lambda s, t: np.maximum(0, margin - t * s) ** 2), [scores], signs, options=options
        )
    distances = torch.tensor([0.5, 2.0, 1.0, 1.0, 0.25, 1000.0, 1000.0, 0.0])
    for margin in (1.0, 2.5):
        yield from case(
            "hingeEmbeddingLoss", lambda x, t, r: F.hinge_embedding_loss(x, t, margin=margin, reduction=r),
            [distances], signs, options={"margin": margin},
        )
    rows = torch.tensor([[0.2, -1.0, 3.0], [1000.0, -1000.0, 0.0], [1.0, 0.0, 2.0], [0.5, 0.5, 0.5]])
    labels = [2, 1, 0, 1]
    for power, margin, weights in ((1, 1.0, None), (2, 1.0, None), (1, 0.5, [0.5, 2.0, 1.25]), (2, 2.0, [0.5, 2.0, 1.25])):
        yield from case(
            "multiMarginLoss",
            lambda x, r: F.multi_margin_loss(
                x, torch.tensor(labels), p=power, margin=margin,
                weight=None if weights is None else torch.tensor(weights), reduction=r,
            ),
            [rows], labels=labels, options={"power": power, "margin": margin, "classWeights": weights},
        )

    # Distributions.
    logs = torch.log_softmax(torch.tensor([[0.2, -1.0, 3.0], [1000.0, -1000.0, 0.0], [1.0, 0.0, 2.0]]), 1)
    shares = torch.tensor([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0], [0.1, 0.1, 0.8]])
    yield from case("klDivergence", lambda x, t, r: F.kl_div(x, t, reduction=r), [logs], shares)
    yield from case("klDivergence", lambda x, t, r: F.kl_div(x, t, reduction=r), [logs, shares.clamp(0.01, 0.9)])
    yield from case(
        "klDivergence", lambda x, t, r: F.kl_div(x, t, log_target=True, reduction=r),
        [logs, torch.log_softmax(spread(3, 3), 1)], options={"logTargets": 1},
    )
    counts = torch.tensor([0.0, 1.0, 3.0, 7.0, 2.0])
    for full in (False, True):
        for log_input, inputs in (
            (True, torch.tensor([-1000.0, 0.3, 1.2, -0.5, 3.0])),
            (False, torch.tensor([1000.0, 0.3, 1.2, 0.0, 3.0])),
        ):
            yield from case(
                "poissonNegativeLogLikelihood",
                lambda x, t, r: F.poisson_nll_loss(x, t, log_input=log_input, full=full, reduction=r),
                [inputs], counts, options={"logInput": int(log_input), "full": int(full)},
            )
        means, values = spread(3, 2), spread(3, 2)
        means[0, 0], values[0, 0] = 1000.0, -1000.0
        for variances in (
            torch.tensor([[1.0, 0.5], [2.0, 1e-9], [0.0, 1000.0]]), torch.tensor([[1.0], [0.5], [2.0]]),
            torch.tensor([1.0, 0.5, 2.0]),
        ):
            yield from case(
                "gaussianNegativeLogLikelihood",
                lambda x, t, v, r: F.gaussian_nll_loss(x, t, v, full=full, reduction=r),
                [means, values, variances], options={"full": int(full)},
            )
    yield from case(
        "gaussianNegativeLogLikelihood", lambda x, t, v, r: F.gaussian_nll_loss(x, t, v, eps=0.7, reduction=r),
        [means, values, torch.tensor([1.0, 0.5, 2.0])], options={"epsilon": 0.7},
    )

    # Pairs and triplets.
    x, y, z = spread(5, 3), spread(5, 3), spread(5, 3)
    x[0], y[0] = torch.tensor([1000.0, -1000.0, 1000.0]), torch.tensor([-1000.0, -1000.0, 1000.0])
    y[1] = 0
    pairs = torch.tensor([1.0, -1.0, 1.0, -1.0, -1.0])
    x[4] = y[4] * 2
    for order in (1.0, 2.0, 3.0):
        yield from case(
            "pairwiseDistance", lambda x, y, r: F.pairwise_distance(x, y, p=order), [x, y],
            options={"order": order}, reductions=("none",),
        )
    for margin in (0.0, 0.4, -0.5):
        yield from case(
            "cosineEmbeddingLoss",
            lambda x, y, t, r: F.cosine_embedding_loss(x, y, t, margin=margin, reduction=r),
            [x, y], pairs, options={"margin": margin},
        )
    def contrastive(x, y, t, margin):
        d = np.sqrt(((x - y) ** 2).sum(1))
        return (1 - t) * d**2 / 2 + t * np.maximum(0, margin - d) ** 2 / 2

    for margin in (1.0, 3.0):
        yield from case(
            "contrastiveLoss", numpy(lambda x, y, t: contrastive(x, y, t, margin)),
            [x, y], (1 - pairs) / 2, options={"margin": margin},
        )
    for margin in (0.0, 0.5):
        # With a pair at the margin itself.
        first, second = torch.tensor([0.5, -1000.0, 2.0, 1.0, 1000.0]), torch.tensor([0.5, 1000.0, -1.0, 0.5, -1000.0])
        yield from case(
            "marginRankingLoss",
            lambda x, y, t, r: F.margin_ranking_loss(x, y, t, margin=margin, reduction=r),
            [first, second], pairs, options={"margin": margin},
        )
    for margin, swap in ((1.0, False), (2.5, False), (1.0, True)):
        yield from case(
            "tripletMarginLoss",
            lambda x, y, z, r: F.triplet_margin_loss(x, y, z, margin=margin, swap=swap, reduction=r),
            [x, y, z], options={"margin": margin, "swap": int(swap)},
        )
    taxicab = lambda x, y: (x - y).abs().sum(-1)
    yield from case(
        "tripletMarginLoss",
        lambda x, y, z, r: F.triplet_margin_with_distance_loss(x, y, z, distance_function=taxicab, reduction=r),
        [x, y, z], options={"taxicab": 1},
    )

    # Regions.
    regions = torch.sigmoid(spread(3, 2, 4)).round(decimals=2)
    masks = (spread(3, 2, 4) > 0).double()
    masks[2] = 0
    for smoothing in (1.0, 0.1):
        for inputs, targets, axes in ((regions, masks, (1, 2)), (regions[0, 0], masks[0, 0], 0)):
            def dice(p, t):
                return 1 - (2 * (p * t).sum(axes) + smoothing) / (p.sum(axes) + t.sum(axes) + smoothing)

            def jaccard(p, t):
                both = (p * t).sum(axes)
                return 1 - (both + smoothing) / (p.sum(axes) + t.sum(axes) - both + smoothing)

            options = {"smoothing": smoothing}
            yield from case("diceLoss", numpy(dice), [inputs], targets, options=options)
            yield from case("iouLoss", numpy(jaccard), [inputs], targets, options=options)
    logits = torch.tensor([-1000.0, 1000.0, 0.5, -2.0, 3.0, -1000.0, 1000.0, 30.0])
    bits = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0])

    def focal(x, t, alpha, gamma):
        log_p = np.where(t == 1, -np.logaddexp(0, -x), -np.logaddexp(0, x))
        log_rest = np.where(t == 1, -np.logaddexp(0, x), -np.logaddexp(0, -x))
        weight = 1 if alpha is None else np.where(t == 1, alpha, 1 - alpha)
        return -weight * np.exp(gamma * log_rest) * log_p

    for alpha, gamma in ((0.25, 2.0), (None, 0.5), (0.75, 0.0)):
        yield from case(
            "focalLoss", numpy(lambda x, t: focal(x, t, alpha, gamma)), [logits], bits,
            options={"alpha": alpha, "gamma": gamma},
        )

    # Images of labels, and labels that are ignored.
    weights = [0.5, 2.0, 1.25]
    for shape in ([4, 3], [2, 3, 4], [2, 3, 2, 2]):
        images = spread(*shape)
        images[0, 0] = -1000.0
        images[1, 1] = 1000.0
        places = [shape[0]] + shape[2:]
        count = math.prod(places)
        for ignored in (None, -100, 1):
            labels = [(2 * i + i // 3) % 3 for i in range(count)]
            if ignored == -100:
                labels = [-100 if i % 3 == 1 else label for i, label in enumerate(labels)]
            index = -100 if ignored is None else ignored
            t = torch.tensor(labels).reshape(places)
            for smoothing, w in ((0.0, None), (0.0, weights), (0.1, None), (0.1, weights)):
                weight = None if w is None else torch.tensor(w)
                options = {"labelSmoothing": smoothing, "classWeights": w, "ignoreIndex": ignored}
                yield from case(
                    "crossEntropy",
                    lambda x, r: F.cross_entropy(
                        x, t, weight=weight, ignore_index=index, label_smoothing=smoothing, reduction=r),
                    [images], labels=labels, options=options,
                )
                if smoothing == 0:
                    yield from case(
                        "negativeLogLikelihood",
                        lambda x, r: F.nll_loss(x, t, weight=weight, ignore_index=index, reduction=r),
                        [torch.log_softmax(images, 1)], labels=labels, options=options,
                    )
        t = torch.softmax(spread(*shape), 1)
        yield from case(
            "crossEntropyOfProbabilities",
            lambda x, t, r: F.cross_entropy(x, t, weight=torch.tensor(weights), label_smoothing=0.1, reduction=r),
            [images], t, options={"labelSmoothing": 0.1, "classWeights": weights},
        )
    images = spread(2, 3)
    yield from case(
        "crossEntropy", lambda x, r: F.cross_entropy(x, torch.tensor([-1, -1]), ignore_index=-1, reduction=r),
        [images], labels=[-1, -1], options={"ignoreIndex": -1},
    )


# Connectionist temporal classification, by the logits of which the log softmax is taken.

def alignments():
    generator = torch.Generator().manual_seed(2)
    plan = [
        # Steps, classes, labels of each example, input lengths, blank.
        (6, 4, [[1, 2], [3]], None, 0),
        (8, 5, [[1, 1, 2], [3, 3, 3], []], None, 0),
        (8, 5, [[0, 2, 2], [1], [3, 0]], [8, 3, 5], 4),
        (3, 3, [[1, 1], [1, 2, 1]], None, 0),
        # Too long for their steps.
        (3, 3, [[1, 1, 2], [2]], None, 0),
        (4, 3, [[1, 2, 1], [2, 2], [1]], [2, 2, 0], 0),
        (12, 6, [[5, 4, 4, 1], [2, 3]], [10, 12], 0),
    ]
    for steps, classes, labels, lengths, blank in plan:
        for scale in (1.0, 500.0):
            logits = torch.randn(steps, len(labels), classes, generator=generator, dtype=torch.float64) * scale
            logits = logits.round(decimals=2)
            input_lengths = lengths or [steps] * len(labels)
            flat = torch.tensor([label for example in labels for label in example])
            for zero_infinity in (True, False):
                for reduction in ("none", "mean", "sum") if zero_infinity else ("none", "mean"):
                    x = logits.clone().requires_grad_()
                    loss = F.ctc_loss(
                        torch.log_softmax(x, 2), flat, torch.tensor(input_lengths),
                        torch.tensor([len(example) for example in labels]), blank=blank, reduction=reduction,
                        zero_infinity=zero_infinity,
                    )
                    (loss * torch.arange(1.0, loss.numel() + 1).reshape(loss.shape)).sum().backward()
                    yield {
                        "reduction": reduction,
                        "shape": list(logits.shape),
                        "logits": numbers(logits),
                        "labels": labels,
                        "inputLengths": lengths,
                        "blank": blank,
                        "zeroInfinity": zero_infinity,
                        "value": numbers(loss),
                        # PyTorch's is NaN where the loss is infinite.
                        "gradient": numbers(x.grad) if zero_infinity or loss.isfinite().all() else None,
                    }


# Optimizers: 10 steps down Σ a·(x − c)² + x⁴/10.

START = [1.5, -2.0, 0.25]
SCALES = [0.5, 1.0, 3.0]
CENTRES = [-0.5, 0.75, 0.25]


def optimizers():
    settings = [
        ("SGD", torch.optim.SGD, dict(lr=0.05), {}),
        ("SGD", torch.optim.SGD, dict(lr=0.05, weight_decay=0.1), {}),
        ("SGD", torch.optim.SGD, dict(lr=0.02, momentum=0.9), {}),
        ("SGD", torch.optim.SGD, dict(lr=0.02, momentum=0.9, weight_decay=0.1), {}),
        ("SGD", torch.optim.SGD, dict(lr=0.02, momentum=0.5, nesterov=True, weight_decay=0.01), {}),
        ("Adagrad", torch.optim.Adagrad, {}, {}),
        ("Adagrad", torch.optim.Adagrad, dict(lr=0.5, eps=1e-3, weight_decay=0.1), {}),
        ("RMSprop", torch.optim.RMSprop, {}, {}),
        ("RMSprop", torch.optim.RMSprop, dict(lr=0.05, alpha=0.9, eps=1e-4, weight_decay=0.1), {}),
        ("RMSprop", torch.optim.RMSprop, dict(lr=0.02, momentum=0.8), {}),
        ("Adadelta", torch.optim.Adadelta, {}, {}),
        ("Adadelta", torch.optim.Adadelta, dict(lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.1), {}),
        ("Adam", torch.optim.Adam, {}, {}),
        ("Adam", torch.optim.Adam, dict(lr=0.1, eps=1e-3, weight_decay=0.1), dict(betas=(0.8, 0.95))),
        ("AdamW", torch.optim.AdamW, {}, {}),
        ("AdamW", torch.optim.AdamW, dict(lr=0.1, weight_decay=0.5), dict(betas=(0.8, 0.95))),
        ("Adam", torch.optim.Adam, dict(lr=0.1, weight_decay=0.1, amsgrad=True), dict(betas=(0.5, 0.6))),
        ("AdamW", torch.optim.AdamW, dict(lr=0.1, weight_decay=0.5, amsgrad=True), dict(betas=(0.5, 0.6))),
        ("SGD", torch.optim.SGD, dict(lr=0.01, momentum=0.5, weight_decay=0.1, maximize=True), {}),
        ("Adagrad", torch.optim.Adagrad, dict(lr=0.1, weight_decay=0.1, maximize=True), {}),
        ("RMSprop", torch.optim.RMSprop, dict(lr=0.01, momentum=0.5, weight_decay=0.1, maximize=True), {}),
        ("Adadelta", torch.optim.Adadelta, dict(weight_decay=0.1, maximize=True), {}),
        ("Adam", torch.optim.Adam, dict(lr=0.1, weight_decay=0.1, maximize=True), {}),
        ("AdamW", torch.optim.AdamW, dict(lr=0.1, weight_decay=0.1, maximize=True), {}),
        ("Adam", torch.optim.Adam, dict(lr=0.1, weight_decay=0.1, amsgrad=True, maximize=True), {}),
    ]
    for name, optimizer_type, options, betas in settings:
        x = leaf(START)
        optimizer = optimizer_type([x], **options, **betas)
        trajectory = []
        for _ in range(10):
            loss = (torch.tensor(SCALES) * (x - torch.tensor(CENTRES)) ** 2 + x**4 / 10).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            trajectory.append(numbers(x))
        names = {
            "lr": "learningRate", "weight_decay": "weightDecay", "eps": "epsilon",
            "alpha": "decay", "rho": "decay",
        }
        renamed = {names.get(key, key): value for key, value in options.items()}
        if betas:
            renamed |= {"beta1": betas["betas"][0], "beta2": betas["betas"][1]}
        yield {
            "optimizer": name,
            "settings": renamed,
            "start": START,
            "scales": SCALES,
            "centres": CENTRES,
            "trajectory": trajectory,
        }


# Schedules: the learning rate, 0.1 at first, of each of 12 steps.

def schedules():
    from torch.optim import lr_scheduler as s

    made = {
        "step(4, 0.5)": lambda o: s.StepLR(o, 4, 0.5),
        "exponential(0.9)": lambda o: s.ExponentialLR(o, 0.9),
        "cosine(11)": lambda o: s.CosineAnnealingLR(o, 11),
        "cosine(11, 0.1)": lambda o: s.CosineAnnealingLR(o, 11, eta_min=0.01),
        "linearWarmUp(5)": lambda o: s.LinearLR(o),
        "linearWarmUp(4, 0.01)": lambda o: s.LinearLR(o, start_factor=0.01, total_iters=4),
        "linearWarmUp(3, 0.1) then cosine(8)": lambda o: s.SequentialLR(
            o, [s.LinearLR(o, start_factor=0.1, total_iters=3), s.CosineAnnealingLR(o, 8)], [3]
        ),
        "lambda": lambda o: s.LambdaLR(o, lambda step: 1 / (1 + step)),
    }
    for name, make in made.items():
        optimizer = torch.optim.SGD([leaf([0.0])], lr=0.1)
        scheduler = make(optimizer)
        rates = []
        for _ in range(12):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        yield {"schedule": name, "rates": rates}


# Jacobians and Hessians, row by row, of functions of three numbers.

def derivatives():
    from torch.autograd.functional import hessian, jacobian

    matrix = torch.tensor([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]])
    made = {
        "linear": lambda x: matrix @ x,
        "tanh": lambda x: torch.tanh(matrix @ x),
        "softmax": lambda x: torch.softmax(x, 0),
        "outer": lambda x: x.reshape(3, 1) * torch.sin(x),
    }
    x = torch.tensor([0.5, -1.25, 2.0])
    for name, function in made.items():
        slopes = jacobian(function, x)
        curvature = hessian(lambda x: (function(x) ** 3).sum(), x)
        yield {
            "function": name,
            "inputs": numbers(x),
            "jacobianShape": list(slopes.shape),
            "jacobian": numbers(slopes),
            "hessian": numbers(curvature),
        }


# One cycle: the learning rate and the momentum of each of its 13 steps.

def cycles():
    from torch.optim.lr_scheduler import OneCycleLR

    for name, make in {
        "SGD": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    }.items():
        for strategy in ("cos", "linear"):
            for warm_up in (0.3, 0.45, 0.0):
                optimizer = make([leaf([0.0])])
                scheduler = OneCycleLR(
                    optimizer, max_lr=0.1, total_steps=13, pct_start=warm_up, anneal_strategy=strategy
                )
                rates, momenta = [], []
                for step in range(13):
                    group = optimizer.param_groups[0]
                    rates.append(group["lr"])
                    momenta.append(group["betas"][0] if name == "Adam" else group["momentum"])
                    optimizer.step()
                    if step < 12:
                        scheduler.step()
                yield {
                    "optimizer": name,
                    "annealing": {"cos": "cosine", "linear": "linear"}[strategy],
                    "warmUp": warm_up,
                    "rates": rates,
                    "momenta": momenta,
                }


# Reductions on a plateau: the learning rate, 0.1 at first, after each number.

def plateaus():
    from torch.optim.lr_scheduler import ReduceLROnPlateau

    losses = [1.0, 0.9, 0.89995, 0.91, 0.9, 0.95, 0.8, 0.81, 0.85, 0.7999, 0.8, 0.9, 0.9, 0.9, math.nan, 0.9,
              0.9, 0.9, 0.5, 0.6, 0.6, 0.6]
    for mode in ("min", "max"):
        for threshold_mode, threshold in (("rel", 1e-4), ("rel", 0.1), ("abs", 0.05)):
            for patience, cooldown, minimum in ((0, 0, 0.0), (2, 0, 1e-3), (1, 2, 0.0)):
                optimizer = torch.optim.SGD([leaf([0.0])], lr=0.1)
                scheduler = ReduceLROnPlateau(
                    optimizer, mode=mode, factor=0.5, patience=patience, threshold=threshold,
                    threshold_mode=threshold_mode, cooldown=cooldown, min_lr=minimum,
                )
                rates = []
                for loss in losses:
                    scheduler.step(loss)
                    rates.append(optimizer.param_groups[0]["lr"])
                yield {
                    "mode": {"min": "minimum", "max": "maximum"}[mode],
                    "isRelative": threshold_mode == "rel",
                    "threshold": threshold,
                    "patience": patience,
                    "cooldown": cooldown,
                    "minimum": minimum,
                    "numbers": [number(loss) for loss in losses],
                    "rates": rates,
                }


# A small network: every gradient.

def network():
    model = torch.nn.Sequential(
        torch.nn.Linear(3, 5), torch.nn.PReLU(), torch.nn.Linear(5, 4, bias=False), torch.nn.Tanh(),
        torch.nn.Linear(4, 3), torch.nn.PReLU(3), torch.nn.Linear(3, 2),
    )
    inputs = torch.randn(6, 3)
    labels = [0, 1, 1, 0, 1, 0]
    outputs = model(inputs)
    loss = F.cross_entropy(outputs, torch.tensor(labels))
    loss.backward()
    yield {
        "inputs": numbers(inputs),
        "labels": labels,
        "outputs": numbers(outputs),
        "loss": loss.item(),
        "parameters": {name: numbers(p) for name, p in model.named_parameters()},
        "gradients": {name: numbers(p.grad) for name, p in model.named_parameters()},
    }


# Structure: what cuts, orders and reduces tensors, by the names of `StructureFixtureTests`. Shapes, values, and gradients of a
# weighted sum of the values; indices where there are some.

def structures():
    nan, inf = math.nan, math.inf
    matrix = [3.0, -1.0, 3.0, 0.0, 2.0, -0.0, 2.0, 2.0, -5.0, 1.0, -1.0, 4.0]
    zeros = [0.0] * 6
    one_zero = [2.0, 0.0, -3.0, 1.5, 4.0, 0.5]
    two_zeros = [2.0, 0.0, -3.0, 0.0, 4.0, 0.0]
    spoiled = [1.0, nan, -2.0, inf, 0.0, nan]
    rectangles = [(matrix, [3, 4]), (zeros, [2, 3]), (one_zero, [2, 3]), (two_zeros, [2, 3])]
    unspoiled = {
        "standardDeviation": lambda x: x.std(),
        "standardDeviation(1)": lambda x: x.std(1),
        "standardDeviation(1, 0)": lambda x: x.std(1, correction=0),
        "norm": lambda x: x.norm(),
        "norm(0)": lambda x: torch.linalg.vector_norm(x, 0, 1),
        "norm(0.5)": lambda x: torch.linalg.vector_norm(x, 0.5, 1),
        "norm(1)": lambda x: torch.linalg.vector_norm(x, 1, 1),
        "norm(2)": lambda x: torch.linalg.vector_norm(x, 2, 1),
        "norm(3)": lambda x: torch.linalg.vector_norm(x, 3, 1),
        "norm(inf)": lambda x: torch.linalg.vector_norm(x, inf, 1),
        "product": lambda x: x.prod(),
        "product(0)": lambda x: x.prod(0),
        "product(1)": lambda x: x.prod(1, keepdim=True),
        "cumulativeSum(1)": lambda x: x.cumsum(1),
        "flipped": lambda x: x.flip(0, 1),
        "rolled(5, 1)": lambda x: x.roll(5, 1),
        "rolled(-1, 0)": lambda x: x.roll(-1, 0),
        "repeated(2, 1, 2)": lambda x: x.repeat(2, 1, 2),
        "repeatedElements(2, 0)": lambda x: x.repeat_interleave(2, 0),
        "repeatedElements(2)": lambda x: x.repeat_interleave(2),
        "lowerTriangle": lambda x: x.tril(),
        "lowerTriangle(-1)": lambda x: x.tril(-1),
        "upperTriangle(1)": lambda x: x.triu(1),
        "diagonal": lambda x: x.diagonal(),
        "diagonal(2)": lambda x: x.diagonal(2),
        "diagonal(-1)": lambda x: x.diagonal(-1),
        "diagonal(7)": lambda x: x.diagonal(7),
        "split(into: 2, 1)": lambda x: x.tensor_split(2, 1)[1],
        "chunks(2, 1)": lambda x: x.split(2, 1)[1],
        "rows(1, 0, 1)": lambda x: x[[1, 0, 1]],
        "columns(2, 2, 0)": lambda x: x[:, [2, 2, 0]],
        "selected": lambda x: x[x > 0],
        "movingAxis": lambda x: x.reshape(1, *x.shape).movedim(0, -1),
    }
    with_indices = {
        "maxWithIndices(0)": lambda x: x.max(0),
        "maxWithIndices(1)": lambda x: x.max(1),
        "minWithIndices(1)": lambda x: x.min(1),
        "sorted(1)": lambda x: x.sort(dim=1, stable=True),
        "sorted(0, descending)": lambda x: x.sort(dim=0, descending=True, stable=True),
    }
    # Of equal numbers, PyTorch's topk takes any.
    without_ties = {
        "topK(2, 1)": lambda x: x.topk(2, 1),
        "topK(1, 0, smallest)": lambda x: x.topk(1, 0, largest=False),
        "topK(0, 1)": lambda x: x.topk(0, 1),
    }
    distinct = [([3.0, -1.0, 2.0, nan, 0.5, -inf], [2, 3]), (one_zero, [2, 3])]
    spoiled_shapes = [(spoiled, [2, 3])]
    plan = (
        [(name, f, rectangles) for name, f in unspoiled.items()]
        + [(name, f, rectangles + spoiled_shapes) for name, f in with_indices.items()]
        + [(name, f, distinct) for name, f in without_ties.items()]
    )
    for name, function, inputs in plan:
        for values, shape in inputs:
            x = leaf(values, shape)
            result = function(x)
            y = result if isinstance(result, torch.Tensor) else result.values
            weights = torch.arange(1.0, y.numel() + 1).reshape(y.shape)
            if y.requires_grad:
                (torch.where(y.isfinite(), y, 0.0) * weights).sum().backward()
            yield {
                "function": name,
                "inputShape": shape,
                "input": numbers(x),
                "shape": list(y.shape),
                "value": numbers(y),
                "gradient": numbers(torch.zeros_like(x) if x.grad is None else x.grad),
                "indices": None if y is result else result.indices.reshape(-1).tolist(),
            }


for maker in (operations, losses, loss_gradients, alignments, optimizers, schedules, cycles, plateaus, network, derivatives, structures):
    write(maker.__name__, maker())
