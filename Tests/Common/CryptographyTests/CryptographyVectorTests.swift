import Cryptography
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The examples of FIPS 180-4 (NIST's "Secure Hash Standard" example values).
@Suite struct DigestVectors {
  private let long448 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
  private let long896 =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
    + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
  private let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)

  @Test func sha256GivesTheStandardsExamples() {
    #expect(Hexadecimal.encode(SHA256.hash([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Hexadecimal.encode(SHA256.hash(bytes("abc")))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hexadecimal.encode(SHA256.hash(bytes(long448)))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      Hexadecimal.encode(SHA256.hash(million)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func sha512GivesTheStandardsExamples() {
    #expect(
      Hexadecimal.encode(SHA512.hash([])) == "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")
    #expect(
      Hexadecimal.encode(SHA512.hash(bytes("abc")))
        == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
    #expect(
      Hexadecimal.encode(SHA512.hash(bytes(long896)))
        == "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909")
    #expect(
      Hexadecimal.encode(SHA512.hash(million)) == "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
        + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b")
  }

  @Test func sha1GivesTheStandardsExamples() {
    #expect(Hexadecimal.encode(SHA1.hash([])) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(Hexadecimal.encode(SHA1.hash(bytes("abc"))) == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(Hexadecimal.encode(SHA1.hash(bytes(long448))) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(Hexadecimal.encode(SHA1.hash(million)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }

  @Test func everyWayToCutAMessageGivesTheSameDigest() {
    let message = [UInt8](0...199)
    for cut in 0...message.count {
      var first = SHA256()
      first.update(message[..<cut])
      first.update(message[cut...])
      #expect(first.finalize() == SHA256.hash(message))
      var second = SHA512()
      second.update(Array(message[..<cut]))
      second.update(Array(message[cut...]))
      #expect(second.finalize() == SHA512.hash(message))
    }
  }

  @Test func aDigestThatIsDroppedHalfwayLeavesTheNextOneAlone() {
    for _ in 0..<100 {
      var dropped = SHA1()
      dropped.update(bytes("x"))
    }
    #expect(SHA1().finalize() == SHA1.hash([]))
  }
}

/// The test cases of RFC 4231 (of case 5 the RFC prints the first 128 bits).
@Suite struct HMACVectors {
  @Test func case1() {
    let key = [UInt8](repeating: 0x0b, count: 20)
    let message = bytes("Hi There")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854")
  }

  @Test func case2() {
    let key = bytes("Jefe")
    let message = bytes("what do ya want for nothing?")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")
  }

  @Test func case3() {
    let key = [UInt8](repeating: 0xaa, count: 20)
    let message = [UInt8](repeating: 0xdd, count: 50)
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
        + "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb")
  }

  @Test func case4() {
    let key = [UInt8](1...25)
    let message = [UInt8](repeating: 0xcd, count: 50)
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db"
        + "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd")
  }

  @Test func case5() {
    let key = [UInt8](repeating: 0x0c, count: 20)
    let code = HMAC.code(of: bytes("Test With Truncation"), key: key)
    #expect(Hexadecimal.encode(code.prefix(16)) == "a3b6167473100ee06e0c796c2955552b")
    let longCode = HMAC.code(of: bytes("Test With Truncation"), key: key, .sha512)
    #expect(Hexadecimal.encode(longCode.prefix(16)) == "415fad6271580a531d4179bc891d87a6")
  }

  @Test func case6() {
    let key = [UInt8](repeating: 0xaa, count: 131)
    let message = bytes("Test Using Larger Than Block-Size Key - Hash Key First")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598")
  }

  @Test func case7() {
    let key = [UInt8](repeating: 0xaa, count: 131)
    let message = bytes(
      "This is a test using a larger than block-size key and a larger than block-si"
        + "ze data. The key needs to be hashed before being used by the HMAC algorithm.")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key))
        == "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")
    #expect(
      Hexadecimal.encode(HMAC.code(of: message, key: key, .sha512))
        == "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944"
        + "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58")
  }
}

/// RFC 6070 (SHA-1), RFC 7914 §11 (SHA-256), and RFC 6070's inputs with SHA-256 and SHA-512.
@Suite struct PBKDF2Vectors {
  private func key(
    _ password: String, _ salt: String, _ iterations: Int, _ count: Int, _ algorithm: DigestAlgorithm = .sha256
  ) -> String {
    Hexadecimal.encode(
      PBKDF2.key(password: bytes(password), salt: bytes(salt), iterations: iterations, count: count, algorithm))
  }

  @Test func sha1GivesTheExamplesOfRFC6070() {
    #expect(key("password", "salt", 1, 20, .sha1) == "0c60c80f961f0e71f3a9b524af6012062fe037a6")
    #expect(key("password", "salt", 2, 20, .sha1) == "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957")
    #expect(key("password", "salt", 4096, 20, .sha1) == "4b007901b765489abead49d926f721d065a429c1")
    let long = key("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25, .sha1)
    #expect(long == "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038")
    #expect(key("pass\0word", "sa\0lt", 4096, 16, .sha1) == "56fa6aa75548099dcc37d7f03425e0c3")
  }

  @Test func sha256GivesTheExamplesOfRFC7914() {
    #expect(
      key("passwd", "salt", 1, 64)
        == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")
    #expect(
      key("Password", "NaCl", 80_000, 64)
        == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")
  }

  @Test func theInputsOfRFC6070GiveTheKnownKeysForSHA256() {
    #expect(key("password", "salt", 2, 20) == "ae4d0c95af6b46d32d0adff928f06dd02a303f8e")
    let long = key("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25)
    #expect(long == "348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c")
    #expect(key("pass\0word", "sa\0lt", 4096, 16) == "89b69d0516f829893c696226650a8687")
  }

  @Test func sha512MakesTheKeyThatPythonsMakes() {
    #expect(
      key("pencil", "salt", 4096, 64, .sha512)
        == "2cfe3a1c151662b1ea49d13f595674a1c666add70df15d3d02254e9905993878"
        + "261da7407fd11c2fee4b0a30df5154b1a752f86a13380ddd4bdd9a7c958ec769")
  }

  @Test func anEmptyPasswordAndSaltAreTaken() {
    #expect(key("", "", 1, 32) == "f7ce0b653d2d72a4108cf5abe912ffdd777616dbbb27a70e8204f3ae2d0f6fad")
    #expect(key("x", "y", 1, 0).isEmpty)
  }

  @Test func aKeyThatCannotBeDerivedStopsTheProcess() async {
    await #expect(processExitsWith: .failure) {
      _ = PBKDF2.key(password: [1], salt: [2], iterations: 0, count: 32)
    }
  }
}
