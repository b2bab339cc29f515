using PartyNet.TestCommon;

[assembly: AssemblyFixture(typeof(TestDatabase))]
