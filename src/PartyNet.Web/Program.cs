using PartyNet.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddPartyNetPages(builder.Environment);

var app = builder.Build();
app.UsePartyNetHeaders();
app.UsePartyNetErrorPages();
app.UseRouting();
app.MapPartyNetPages();
app.Run();
