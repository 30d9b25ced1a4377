import KubernetesClient
import Testing

struct ServerAddressTests {
  @Test(arguments: [
    ("https://h", "https://h:443"), ("HTTPS://h:6443/", "https://h:6443"), ("http://h", "http://h:80"),
    ("https://[::1]:6443", "https://[::1]:6443"), ("https://[fd00::1]", "https://[fd00::1]:443"),
    ("https://h/a/b/", "https://h:443/a/b"), ("h:6443", "https://h:6443"), ("h", "https://h:443"),
    ("https://h:", "https://h:443"),
  ])
  func addressesAreRead(text: String, url: String) {
    #expect(ServerAddress(text)?.url == url)
  }

  @Test func withoutASchemeTLSDecides() {
    #expect(ServerAddress("h", assumingTLS: false)?.url == "http://h:80")
    #expect(ServerAddress("https://h", assumingTLS: false)?.url == "https://h:443")
  }

  @Test(arguments: [
    "", "https://", "ftp://h", "https://h:0", "https://h:65536", "https://h:x", "https://a b", "https://u:p@h",
    "https://[::1", "https://[h]", "https://[::1]x", "https://h?a", "https://h#a", "://h", "https://::1",
    "https://h\u{7F}", "https://h:+1",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(ServerAddress(text) == nil)
  }
}
