import Glibc

/// Texts as C takes them, for as long as it lives.
@safe
package final class CStrings {
  /// The texts, and a null pointer behind them.
  package let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  /// Copies of these texts.
  package init(_ texts: [String]) {
    count = texts.count
    unsafe pointer = .allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { unsafe (pointer + index).initialize(to: strdup(text)) }
    unsafe (pointer + texts.count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(pointer[index]) }
    unsafe pointer.deallocate()
  }
}
