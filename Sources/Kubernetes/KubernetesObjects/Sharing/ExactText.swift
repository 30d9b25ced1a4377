/// A text of JSON as it is written, by which the pool finds what was made of it.
struct ExactText: Hashable {
  private let bytes: ArraySlice<UInt8>
  private let digest: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var hasher = Hasher()
    var word: UInt64 = 0
    var count = 0
    for byte in bytes {
      word = word << 8 | UInt64(byte)
      count += 1
      if count & 7 == 0 { hasher.combine(word) }
    }
    // The bytes of the last word that were not fed; those before them are in it too, which does no harm.
    hasher.combine(word)
    hasher.combine(count)
    digest = hasher.finalize()
  }

  private init(bytes: ArraySlice<UInt8>, digest: Int) {
    self.bytes = bytes
    self.digest = digest
  }

  /// The same with bytes of its own: a slice would keep the whole answer.
  var kept: ExactText { ExactText(bytes: Array(bytes)[...], digest: digest) }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.digest == right.digest && left.bytes == right.bytes
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
