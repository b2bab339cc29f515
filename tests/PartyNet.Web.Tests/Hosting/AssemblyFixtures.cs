using PartyNet.Web.Tests.Hosting;

[assembly: AssemblyFixture(typeof(Site))]
