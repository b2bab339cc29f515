namespace PartyNet.IntegrationTests.Demo;

/// <summary>Tests that look at one loaded demo.</summary>
[CollectionDefinition]
public sealed class DemoCollection : ICollectionFixture<DemoDatabase>;
