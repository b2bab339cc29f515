using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets.Official;

namespace PartyNet.Spreadsheets;

/// <summary>Gives a host what reads and writes the files of offices.</summary>
public static class DependencyInjection
{
    public static IServiceCollection AddSpreadsheets(this IServiceCollection services)
    {
        services.AddSingleton<ISheetFiles>(_ => new SheetFiles());
        services.AddSingleton<ISheetWriter, SheetWriter>();
        services.AddSingleton<IMarkedSheetWriter, MarkedSheetWriter>();
        services.AddSingleton<IOfficialListWriter, OfficialListWriter>();
        return services;
    }
}
