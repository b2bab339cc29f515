using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.LoadBench;

/// <summary>
/// What the machine can do at best: a bare Kestrel endpoint in this process. It runs the recorded statements of a page as the
/// application's role, prepared, in one round trip, and writes the recorded headers and bytes. No authentication, no routing, no Razor.
/// </summary>
internal sealed class BaselineSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;

    private BaselineSite(WebApplication app, NpgsqlDataSource database) => (_app, _database) = (app, database);

    public string Address => _app.Urls.Single();

    public NpgsqlDataSource Database => _database;

    public static async Task<BaselineSite> StartAsync(
        string connection, IReadOnlyDictionary<string, RecordedPage> pages, CancellationToken cancellationToken)
    {
        var database = DataSources.ForApp(connection);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, pages[context.Request.Path.Value!], database));
        await app.StartAsync(cancellationToken);
        return new BaselineSite(app, database);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, RecordedPage page, NpgsqlDataSource database)
    {
        await page.RunAsync(database, context.RequestAborted);
        var response = context.Response;
        foreach (var (name, values) in page.Headers)
            response.Headers[name] = values;
        response.ContentLength = page.Body.Length;
        await response.Body.WriteAsync(page.Body);
    }
}
