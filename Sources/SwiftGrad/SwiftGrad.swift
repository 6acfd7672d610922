// `import SwiftGrad` gives the learner everything: the vocabulary, both engines, the networks, the data, the drawings and the plots.
@_exported import Autograd
@_exported import Datasets
@_exported import GraphRendering
@_exported import NeuralNetworks
@_exported import Plotting
@_exported import ScalarEngine
@_exported import VectorEngine
