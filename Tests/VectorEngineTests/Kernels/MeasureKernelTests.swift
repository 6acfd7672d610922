import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct MeasureKernelTests {
  @Test(arguments: Kernels.supported)
  func multiplyAddsDoAsManyRoundsAsTheyAreAskedFor(_ kernels: Kernels) {
    let (width, tileSize) = unsafe (
      kernels.table.pointee.width,
      kernels.table.pointee.tile_rows * kernels.table.pointee.tile_columns
    )
    func multiplyAdds(rounds: Int, factor: Float) -> Float {
      unsafe kernels.table.pointee.multiply_adds(rounds, factor)
    }
    // All lanes of a sum start at its place: 0, 1, 2, …
    let sums = tileSize / width
    let places = sums * (sums - 1) / 2
    for rounds in [0, 1, 2, 100] {
      #expect(
        multiplyAdds(rounds: rounds, factor: 1) == Float(width * (places + sums * rounds)))
    }
    #expect(multiplyAdds(rounds: 1, factor: 0.5) == Float(width * (places + 2 * sums)) / 2)
    #expect(multiplyAdds(rounds: 1000, factor: 0.5) == Float(2 * tileSize))
  }

  @Test(arguments: Kernels.supported)
  func everyFloatIsRead(_ kernels: Kernels) {
    let width = unsafe kernels.table.pointee.width
    for count in kernels.countsAroundBlocks + [8 * width - 1, 8 * width, 8 * width + 1, 1000] {
      let x = (0..<count).map { Float($0 + 1) }
      #expect(unsafe kernels.table.pointee.read(count, x) == Float(count * (count + 1) / 2))
    }
  }
}
