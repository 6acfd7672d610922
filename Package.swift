// swift-tools-version: 6.3
import PackageDescription

// Warnings stop the build on the project's own machines only: a new compiler must not break a user's build.
let isContinuousIntegration = Context.environment["CI"] != nil

let package = Package(
  name: "SwiftGrad",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SwiftGrad", targets: ["SwiftGrad"]),
    .library(name: "Autograd", targets: ["Autograd"]),
    .library(name: "ScalarEngine", targets: ["ScalarEngine"]),
    .library(name: "VectorEngine", targets: ["VectorEngine"]),
    .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "SwiftGradTesting", targets: ["SwiftGradTesting"]),
    .library(name: "GraphRendering", targets: ["GraphRendering"]),
    .library(name: "Plotting", targets: ["Plotting"]),
    .executable(name: "swiftgrad", targets: ["CommandLine"]),
    .executable(name: "swiftgrad-benchmarks", targets: ["Benchmarks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // MARK: Libraries
    .target(
      name: "Autograd", dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "ScalarEngine", dependencies: ["Autograd"]),
    .target(name: "VectorEngine", dependencies: ["Autograd", "CVectorKernels"]),
    .target(name: "NeuralNetworks", dependencies: ["Autograd"]),
    .target(name: "Datasets", dependencies: ["Autograd", "CZlib", "FileOutput"]),
    .target(
      name: "GraphRendering", dependencies: ["Autograd", "CGraphviz", "FileOutput"],
      resources: [.embedInCode("Page/Assets")]),
    .target(name: "Plotting", dependencies: ["Autograd", "FileOutput"]),
    .target(name: "FileOutput"),
    .target(
      name: "SwiftGrad",
      dependencies: [
        "Autograd", "ScalarEngine", "VectorEngine", "NeuralNetworks", "Datasets", "GraphRendering",
        "Plotting",
      ]),
    .target(name: "SwiftGradTesting", dependencies: ["SwiftGrad"]),
    .target(name: "CVectorKernels"),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // MARK: Programs
    .target(name: "Lessons", dependencies: ["SwiftGrad"]),
    .target(
      name: "CourseExercises",
      resources: ["Tasks", "Checks", "Hints", "Package"].map { .embedInCode($0) }),
    .executableTarget(
      name: "CommandLine",
      dependencies: [
        "SwiftGrad", "FileOutput", "Lessons", "CourseExercises",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("Reports/Folder/Assets")]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "SwiftGrad", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: Tests
    .testTarget(name: "AutogradTests", dependencies: ["Autograd"]),
    .testTarget(name: "ScalarEngineTests", dependencies: ["ScalarEngine"]),
    .testTarget(name: "VectorEngineTests", dependencies: ["VectorEngine", "CVectorKernels"]),
    .testTarget(
      name: "NeuralNetworksTests",
      dependencies: ["NeuralNetworks", "ScalarEngine", "VectorEngine"],
      resources: [.copy("Fixtures")]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "ScalarEngine", "VectorEngine"]),
    .testTarget(name: "FileOutputTests", dependencies: ["FileOutput"]),
    .testTarget(
      name: "GraphRenderingTests",
      dependencies: ["GraphRendering", "NeuralNetworks", "ScalarEngine", "VectorEngine"],
      resources: [.copy("Drawings")]),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"]),
    .testTarget(name: "SwiftGradTests", dependencies: ["SwiftGrad", "CVectorKernels"]),
    .testTarget(
      name: "SwiftGradTestingTests",
      dependencies: ["SwiftGrad", "SwiftGradTesting", "CVectorKernels"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["CommandLine", "Benchmarks", "Lessons", "CourseExercises"]),
    .testTarget(name: "FuzzTests", dependencies: ["CommandLine", "SwiftGrad", "CZlib"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CVectorKernels" {
  target.swiftSettings = [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]
  if isContinuousIntegration {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}

// For who makes the documentation: what is listed above is fetched by every user of the package.
if Context.environment["SWIFTGRAD_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
