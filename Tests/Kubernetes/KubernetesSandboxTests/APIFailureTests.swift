import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct APIFailureTests {
  @Test func aFailureIsAStatusWithTheOfficialReasonAndCode() {
    let failure = APIFailure(
      .conflict, "the object has been modified", group: "apps", kind: "deployments", name: "a",
      causes: [.init("FieldManagerConflict", "conflict with \"b\"", field: ".spec.replicas")])
    #expect(failure.status["code"] == 409)
    #expect(failure.status["reason"] == "Conflict")
    #expect(failure.status["details"]?["causes"]?[0]?["field"] == ".spec.replicas")
  }
}
