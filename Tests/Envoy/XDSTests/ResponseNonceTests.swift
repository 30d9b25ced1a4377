import Testing

@testable import XDS

struct ResponseNonceTests {
  @Test func aNonceKnowsItsOwnTextAndNoOther() {
    let nonces = [(1, 0), (1, 1), (10, 2), (0, 0), (UInt64.max, UInt64.max)].map {
      ResponseNonce(generation: $0.0, count: $0.1)
    }
    for nonce in nonces {
      for other in nonces { #expect(nonce.isWritten(as: other.text) == (nonce == other)) }
    }
  }

  @Test(arguments: [
    "", ".", "1", "1.", ".1", "01.0", "1.00", "1.0.0", "1.0 ", " 1.0", "+1.0", "1.-0", "1,0", "١.٠",
    "184467440737095516161.0", "1.18446744073709551616", "18446744073709551617.0",
  ])
  func whatOnlyLooksLikeANonceIsNone(text: String) {
    #expect(!ResponseNonce(generation: 1, count: 0).isWritten(as: text))
  }
}
