import Certificates
import Testing

@Suite struct CertificateNameTests {
  @Test func namesOfOneTextButOfTwoKindsAreTwoNames() {
    #expect(CertificateName.dns("127.0.0.1") != CertificateName.ip("127.0.0.1"))
  }
}
