import Cryptography
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite struct DigestTests {
  @Test func sha256GivesTheStandardsExample() {
    let digest = Hexadecimal.encode(SHA256.hash(bytes("abc")))
    #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func sha512GivesTheStandardsExample() {
    let digest = Hexadecimal.encode(SHA512.hash(bytes("abc")))
    #expect(
      digest == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
  }

  @Test func sha1GivesTheStandardsExample() {
    #expect(Hexadecimal.encode(Digest.hash(bytes("abc"), .sha1)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }

  @Test func piecesGiveTheSameDigestAsTheWhole() {
    var digest = Digest()
    for piece in ["a", "", "b", "c"] { digest.update(piece) }
    #expect(digest.finalize() == SHA256.hash(bytes("abc")))
  }
}

@Suite struct KeyedDigestTests {
  @Test func hmacGivesTheExamplesOfRFC4231() {
    let first = HMAC.code(of: bytes("Hi There"), key: [UInt8](repeating: 0x0b, count: 20))
    #expect(Hexadecimal.encode(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let second = HMAC.code(of: bytes("what do ya want for nothing?"), key: bytes("Jefe"))
    #expect(Hexadecimal.encode(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func hmacTakesAnEmptyKeyAndAnEmptyMessage() {
    let code = HMAC.code(of: [], key: [])
    #expect(Hexadecimal.encode(code) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test func pbkdf2GivesTheKnownKeysForSHA256() {
    let once = PBKDF2.key(password: bytes("password"), salt: bytes("salt"), iterations: 1, count: 32)
    #expect(Hexadecimal.encode(once) == "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b")
    let often = PBKDF2.key(password: bytes("password"), salt: bytes("salt"), iterations: 4096, count: 32)
    #expect(Hexadecimal.encode(often) == "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a")
  }
}

@Suite struct BytesTests {
  @Test func randomBytesHaveTheLengthAndDiffer() {
    #expect(RandomBytes.generate(count: 0).isEmpty)
    let first = RandomBytes.generate(count: 32)
    #expect(first.count == 32)
    #expect(first != RandomBytes.generate(count: 32))
  }

  @Test func hexadecimalReadsWhatItWrites() {
    let all = [UInt8](0...255)
    #expect(Hexadecimal.decode(Hexadecimal.encode(all)) == all)
    #expect(Hexadecimal.decode("0aF") == nil)
    #expect(Hexadecimal.decode("zz") == nil)
  }

  @Test func constantTimeEqualityIsEquality() {
    #expect(ConstantTime.equal([1, 2], [1, 2]))
    #expect(!ConstantTime.equal([1, 2], [1, 3]))
    #expect(!ConstantTime.equal([1], [1, 2]))
  }
}
