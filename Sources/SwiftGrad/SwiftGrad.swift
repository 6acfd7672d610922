// `import SwiftGrad` gives the learner everything: the vocabulary, both engines, the networks and the data.
@_exported import Autograd
@_exported import Datasets
@_exported import NeuralNetworks
@_exported import ScalarEngine
@_exported import VectorEngine
