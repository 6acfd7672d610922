// PyTorch's words, and what the compiler says to them: `.ci/client` compiles this file and holds it to every one of these messages.
import Autograd

func guides<T: DifferentiableTensor>(_ x: T, _ y: T) {
  // expected-error@+1 {{'reshape' has been renamed to 'reshaped(_:)': the shape is an array}}
  _ = x.reshape(2, 3)
  // expected-error@+1 {{'reshape' has been renamed to 'reshaped(_:)': the shape is an array}}
  _ = x.reshape([2, 3])
  // expected-error@+1 {{'view' has been renamed to 'reshaped(_:)': the shape is an array}}
  _ = x.view(-1, 784)
  // expected-error@+1 {{'T' has been renamed to 'transposed'}}
  _ = x.T
  // expected-error@+1 {{'t()' has been renamed to 'transposed'}}
  _ = x.matmul(y.t())
  // expected-error@+1 {{'permute' has been renamed to 'permuted(_:)': the axes are an array}}
  _ = x.permute(1, 0)
  // expected-error@+1 {{'squeeze' has been renamed to 'squeezed(axis:)'}}
  _ = x.squeeze()
  // expected-error@+1 {{'unsqueeze' has been renamed to 'unsqueezed(axis:)'}}
  _ = x.unsqueeze(0)
  // expected-error@+1 {{'size' is unavailable: write x.shape, and x.shape[-1] for one axis}}
  _ = x.size()
  // expected-error@+1 {{'size' is unavailable: write x.shape, and x.shape[-1] for one axis}}
  _ = x.size(0)
  // expected-error@+1 {{'numel()' has been renamed to 'elementCount'}}
  _ = x.numel()
  // expected-error@+1 {{'dim()' has been renamed to 'rank'}}
  _ = x.dim()
  // expected-error@+1 {{'tolist()' has been renamed to 'scalars'}}
  _ = x.tolist()
  // expected-error@+2 {{'detach()' has been renamed to 'detached()'}}
  // expected-error@+1 {{'numpy()' has been renamed to 'scalars'}}
  _ = x.detach().numpy()
  // expected-error@+1 {{'zero_grad()' has been renamed to 'zeroGradient()'}}
  x.zero_grad()
  // expected-error@+1 {{'zeroGrad()' has been renamed to 'zeroGradient()'}}
  x.zeroGrad()
  // expected-error@+1 {{'cumsum' has been renamed to 'cumulativeSum(axis:)'}}
  _ = x.cumsum(0)
  // expected-error@+1 {{'prod' has been renamed to 'product(axis:)'}}
  _ = x.prod()
  // expected-error@+1 {{'std' has been renamed to 'standardDeviation(axis:)'}}
  _ = x.std()
  // expected-error@+1 {{'clamp' has been renamed to 'clamped(to:)': the limits are a range}}
  _ = x.clamp(0, 1)
  // expected-error@+1 {{'sort' has been renamed to 'sorted(axis:descending:)'}}
  let (values, indices) = x.sort()
  // expected-error@+1 {{'topk' has been renamed to 'topK(_:axis:largest:)'}}
  _ = x.topk(2)
  // expected-error@+1 {{'flip' has been renamed to 'flipped(axes:)'}}
  _ = x.flip(0)
  // expected-error@+1 {{'repeat' has been renamed to 'repeated(_:)': the counts are an array}}
  _ = x.repeat(2, 2)
  // expected-error@+1 {{'tril' has been renamed to 'lowerTriangle(diagonal:)'}}
  _ = x.tril()
  // expected-error@+1 {{'mm' has been renamed to 'matmul(_:)': or x • y}}
  _ = x.mm(y)
  _ = (values, indices)
}

// The names themselves compile beside them.
func names<T: DifferentiableTensor>(_ x: T, _ weight: T, _ bias: T) -> T {
  let column = x.transposed
  let square = x • column - x.transposed() * 2
  return (square • weight.transposed + bias).tanh() • weight[0]
}
