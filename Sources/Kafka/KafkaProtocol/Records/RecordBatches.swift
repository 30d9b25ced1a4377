/// The record batches that stand one after another in bytes: what a produce request or a fetch response holds.
public struct RecordBatches: Sendable {
  private var rest: ArraySlice<UInt8>

  /// The batches of these bytes.
  public init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The bytes that were not given out. At the end of a fetch response they can be the start of a batch that did not fit.
  public var remaining: ArraySlice<UInt8> { rest }

  /// The next batch, or nil after the last. Bytes that are less than a batch are an error.
  public mutating func next() throws(CodecError) -> RecordBatch? {
    guard !rest.isEmpty else { return nil }
    let batch = try RecordBatch(prefixOf: rest)
    rest = rest.dropFirst(batch.size)
    return batch
  }

  /// The next whole batch, or nil where what is left is none: a fetch may end in the middle of a batch.
  public mutating func nextWhole() throws(CodecError) -> RecordBatch? {
    do throws(CodecError) {
      return try next()
    } catch {
      guard error.code == .truncated else { throw error }
      return nil
    }
  }

  /// All batches; bytes that are less than a batch are an error.
  public static func all(in bytes: ArraySlice<UInt8>) throws(CodecError) -> [RecordBatch] {
    var batches = RecordBatches(bytes)
    var all: [RecordBatch] = []
    while let batch = try batches.next() { all.append(batch) }
    return all
  }
}
