using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartyNet.Web.Frame;
using PartyNet.Web.Hosting;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// The pages and their headers on a real port, without database or sign-in: enough for the style guide, the layout and the error
/// pages. What the frame shows is the test's choice.
/// </summary>
public sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageHost(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address => new(app.Urls.Single());

    public HttpClient Client { get; }

    public static async Task<PageHost> StartAsync(
        string environment = "Development",
        PageFrame? frame = null,
        Action<WebApplication>? endpoints = null)
    {
        var site = Assembly.Load("PartyNet.Web");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = site.GetName().Name,
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddPartyNetPages();
        builder.Services.AddSingleton<IPageFrame>(new FixedFrame(frame ?? PageFrame.Anonymous()));

        var app = builder.Build();
        app.UsePartyNetHeaders();
        app.UsePartyNetErrorPages();
        app.UseRouting();
        app.MapPartyNetPages();
        endpoints?.Invoke(app);
        await app.StartAsync();
        return new PageHost(app);
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return app.DisposeAsync();
    }

    private sealed class FixedFrame(PageFrame frame) : IPageFrame
    {
        public ValueTask<PageFrame> GetAsync(CancellationToken cancellationToken) => new(frame);
    }
}
