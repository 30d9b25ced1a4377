import Testing
import Transport

struct NetworkAddressTests {
  @Test(
    arguments: [
      ("127.0.0.1:18000", "127.0.0.1:18000"), ("0.0.0.0:0", "0.0.0.0:0"),
      ("255.255.255.255:65535", "255.255.255.255:65535"),
      ("[::]:1", "[::]:1"), ("[::1]:18000", "[::1]:18000"), ("[2001:DB8:0:0:0:0:0:1]:2", "[2001:db8::1]:2"),
      ("[1:0:0:2:0:0:0:3]:4", "[1:0:0:2::3]:4"), ("[1:2:3:4:5:6:7:8]:9", "[1:2:3:4:5:6:7:8]:9"),
      ("[fe80::]:1", "[fe80::]:1"), ("[::ffff:10.1.2.3]:5", "[::ffff:10.1.2.3]:5"),
      ("unix:/run/x.sock", "unix:/run/x.sock"),
    ])
  func addressesAreReadAndWrittenInTheirCanonicalForm(text: String, canonical: String) throws {
    let address = try NetworkAddress(text)
    #expect(address.description == canonical)
    #expect(try NetworkAddress(canonical) == address)
  }

  @Test(
    arguments: [
      ("127.0.0.1", "append one"), ("127.0.0.1:", "append one"), ("127.0.0.1:65536", "0 to 65535"),
      ("127.0.0.1:+1", "0 to 65535"),
      ("127.0.0.1:x", "0 to 65535"), ("localhost:1", "not resolved"), ("1.2.3:4", "numeric"), ("1.2.3.04:4", "numeric"),
      ("256.1.1.1:4", "numeric"), ("::1:80", "brackets"), ("[::1]", "append one"), ("[1::2::3]:4", "numeric"),
      ("[12345::]:4", "numeric"), ("[1:2:3:4:5:6:7]:4", "numeric"), ("[:1::]:4", "numeric"), ("[]:4", "numeric"),
      ("unix:", "unix:/path"),
      ("unix:/" + String(repeating: "x", count: 107), "107 bytes"), ("", "append one"),
    ])
  func aTextThatIsNoAddressIsRefusedWithTheRemedy(text: String, remedy: String) {
    let error = #expect(throws: TransportError.self) { try NetworkAddress(text) }
    #expect(error?.code == .invalidAddress)
    #expect(error?.description.contains(remedy) == true, "\(error?.description ?? "")")
    #expect(error?.object == "\"\(text)\"")
  }

  @Test func hostAndPortAreApart() throws {
    #expect(try NetworkAddress("[::1]:7").host == "::1")
    #expect(try NetworkAddress("10.0.0.1:7").port == 7)
    #expect(try NetworkAddress("unix:/a").port == nil)
    #expect(try NetworkAddress(host: "::1", port: 9) == NetworkAddress("[::1]:9"))
    #expect(throws: TransportError.self) { try NetworkAddress(host: "example.org", port: 9) }
  }
}
