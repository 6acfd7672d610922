// `import SwiftGrad` gives the learner everything: the vocabulary, both engines, the networks, the data and the drawings.
@_exported import Autograd
@_exported import Datasets
@_exported import GraphRendering
@_exported import NeuralNetworks
@_exported import ScalarEngine
@_exported import VectorEngine
