import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerVolumeTests {
  private func world(_ claims: [PersistentVolumeClaim]) -> ClusterObjects {
    var objects = ClusterObjects()
    objects.nodes = [Samples.node("a")]
    objects.storageClasses = [Samples.standard]
    objects.claims = claims
    return objects
  }

  private func volume(_ objects: ClusterObjects) throws -> UnstructuredObject {
    let decision = VolumeController(objects).decision()
    for case .create(.persistentVolumes, let object) in decision.writes { return try UnstructuredObject(json: object) }
    throw ObjectError("no volume is made")
  }

  @Test func aClassIsMadeAndIsTheDefaultWhereThereIsNone() throws {
    var objects = ClusterObjects()
    #expect(VolumeController(objects).decision().created == ["StorageClass/standard"])
    var other = Samples.standard
    other.metadata.name = "other"
    objects.storageClasses = [other]
    let made = VolumeController(objects).decision().writes.compactMap { write in
      if case .create(_, let object) = write { object } else { nil }
    }
    #expect(made.map { $0["metadata"] } == [["name": "standard"]])
  }

  @Test func aClaimWaitsForItsFirstConsumer() {
    #expect(VolumeController(world([Samples.claim("data")])).decision().writes.isEmpty)
  }

  @Test func aClaimBecomesBoundStepByStepAndThenNothingIsWritten() throws {
    var objects = world([Samples.claim("data", on: "a")])
    let made = try volume(objects)
    #expect(made.metadata.name == "pvc-uid-data")
    #expect(made["spec"]?["capacity"]?["storage"] == "10Gi")
    #expect(made["spec"]?["claimRef"]?["uid"] == "uid-data")
    let terms = made["spec"]?["nodeAffinity"]?["required"]?["nodeSelectorTerms"]
    #expect(terms?[0]?["matchExpressions"]?[0]?["values"] == ["a"])

    objects.volumes = [made]
    let binding = VolumeController(objects).decision()
    #expect(binding.patches("PersistentVolumeClaim").first?["spec"] == ["volumeName": "pvc-uid-data"])
    #expect(binding.patches("PersistentVolume").first?["status"] == ["phase": "Bound"])

    objects.claims[0].spec?.volumeName = "pvc-uid-data"
    objects.volumes[0].content["status"] = ["phase": "Bound"]
    let settling = VolumeController(objects).decision()
    #expect(settling.patches("PersistentVolumeClaim").first?["status"]?["phase"] == "Bound")
    #expect(settling.patches("PersistentVolumeClaim").first?["status"]?["capacity"] == ["storage": "10Gi"])

    objects.claims[0].status = PersistentVolumeClaimStatus(
      phase: "Bound", capacity: ["storage": Quantity(10 << 30, format: .binarySI)])
    #expect(VolumeController(objects).decision().writes.isEmpty)
  }

  @Test func aClaimThatAsksForMoreGetsIt() throws {
    var objects = world([Samples.claim("data", on: "a")])
    objects.volumes = [try volume(objects)]
    objects.volumes[0].content["status"] = ["phase": "Bound"]
    objects.claims[0].spec?.volumeName = "pvc-uid-data"
    objects.claims[0].spec?.resources?.requests["storage"] = Quantity(20 << 30, format: .binarySI)
    let decision = VolumeController(objects).decision()
    #expect(decision.patches("PersistentVolume").first?["spec"] == ["capacity": ["storage": "20Gi"]])
  }

  @Test func aVolumeWithoutItsClaimIsReleasedAndThenRemoved() throws {
    var objects = world([Samples.claim("data", on: "a")])
    objects.volumes = [try volume(objects)]
    objects.volumes[0].metadata.uid = "uid-volume"
    objects.volumes[0].content["status"] = ["phase": "Bound"]
    objects.claims = []
    let released = VolumeController(objects).decision()
    #expect(released.patches("PersistentVolume").first?["status"] == ["phase": "Released"])
    #expect(released.deleted.isEmpty)
    objects.volumes[0].content["status"] = ["phase": "Released"]
    #expect(VolumeController(objects).decision().deleted == ["PersistentVolume/pvc-uid-data"])
    var spec = objects.volumes[0].content["spec"] ?? [:]
    spec["persistentVolumeReclaimPolicy"] = "Retain"
    objects.volumes[0].content["spec"] = spec
    #expect(VolumeController(objects).decision().writes.isEmpty)
  }

  @Test func aVolumeOfSomebodyElseIsLeftAlone() throws {
    var objects = world([])
    objects.volumes = [
      try UnstructuredObject(json: ["metadata": ["name": "nfs"], "spec": ["persistentVolumeReclaimPolicy": "Delete"]])
    ]
    #expect(VolumeController(objects).decision().writes.isEmpty)
  }

  @Test func aClaimWhoseVolumeIsGoneIsLost() {
    var claim = Samples.claim("data", on: "a")
    claim.spec?.volumeName = "pvc-uid-data"
    claim.status?.phase = "Bound"
    let decision = VolumeController(world([claim])).decision()
    #expect(decision.patches("PersistentVolumeClaim").first?["status"] == ["phase": "Lost"])
    #expect(decision.created.isEmpty)
  }

  @Test func aDeletedClaimGoesWhenNoPodHasIt() {
    var claim = Samples.claim("data")
    claim.metadata.deletionTimestamp = Samples.now
    claim.metadata.finalizers = ["kubernetes.io/pvc-protection", "mine"]
    var objects = world([claim])
    objects.pods = [Samples.pod("one", on: "a", claims: ["data"])]
    #expect(VolumeController(objects).decision().writes.isEmpty)
    objects.pods = []
    #expect(
      VolumeController(objects).decision().patches("PersistentVolumeClaim").first?["metadata"]?["finalizers"] == [
        "mine"
      ])
  }

  @Test func aClassThatIsNotThereIsToldWithWhatThereIs() {
    let decision = VolumeController(world([Samples.claim("data", of: "fast")])).decision()
    #expect(decision.notes.first?.reason == "ProvisioningFailed")
    #expect(decision.notes.first?.message.contains("'standard'") == true)
  }
}
