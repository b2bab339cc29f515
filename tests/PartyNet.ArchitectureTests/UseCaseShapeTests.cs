using System.Reflection;
using PartyNet.Application;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// Every use case has one shape: a file of its own, a public sealed class named by the verb, <c>HandleAsync</c> with nothing, one key or
/// the nested record <c>Command</c> or <c>Query</c>. Held also against examples that have it not.
/// </summary>
public sealed class UseCaseShapeTests
{
    private static readonly string[] Suffixes = ["Handler", "Command", "Query"];
    private static readonly Type[] Keys = [typeof(Guid), typeof(int), typeof(string)];

    [Fact]
    public void Every_use_case_has_the_one_shape()
    {
        var useCases = UseCasesIn(typeof(UseCases).Assembly);

        Assert.True(useCases.Count >= 40, $"Only {useCases.Count} use cases were looked at.");
        Assert.Equal(useCases.Count, UseCases.All.Count);
        Assert.Empty(Faults(typeof(UseCases).Assembly, Path.Combine(Repository(), "src", "PartyNet.Application")));
    }

    [Fact]
    public void The_rule_finds_what_has_another_shape()
    {
        var faults = Faults(typeof(UseCaseShapeTests).Assembly, Path.Combine(Repository(), "tests", "PartyNet.ArchitectureTests"));

        Assert.Equal(
            [
                "CloseThingHandler ends in Handler.",
                "CloseThingHandler has no file CloseThingHandler.cs.",
                "CloseThingHandler is not a public sealed class.",
                "CloseThingHandler takes Guid, String, CancellationToken.",
                "RenameThing takes RenameThingCommand, CancellationToken.",
                "RenameThingCommand ends in Command.",
            ],
            faults);
    }

    private static List<string> Faults(Assembly assembly, string folder)
    {
        var faults = assembly.GetExportedTypes()
            .Where(t => !t.IsNested)
            .SelectMany(t => Suffixes.Where(s => t.Name.EndsWith(s, StringComparison.Ordinal)).Select(s => $"{t.Name} ends in {s}."))
            .ToList();
        foreach (var useCase in UseCasesIn(assembly))
        {
            if (useCase is not { IsSealed: true, IsPublic: true })
                faults.Add($"{useCase.Name} is not a public sealed class.");
            if (!File.Exists(FileOf(useCase, folder)))
                faults.Add($"{useCase.Name} has no file {useCase.Name}.cs.");
            faults.AddRange(EntriesOf(useCase).Where(entry => !IsShaped(useCase, entry))
                .Select(entry => $"{useCase.Name} takes {string.Join(", ", entry.GetParameters().Select(p => p.ParameterType.Name))}."));
        }

        return [.. faults.Order(StringComparer.Ordinal)];
    }

    private static List<Type> UseCasesIn(Assembly assembly) =>
        [.. assembly.GetTypes().Where(t => t.IsClass && !t.IsNested && EntriesOf(t).Any())];

    private static IEnumerable<MethodInfo> EntriesOf(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.Name == UseCases.EntryPoint);

    private static bool IsShaped(Type useCase, MethodInfo entry)
    {
        return entry.GetParameters().Select(p => p.ParameterType).ToList() switch
        {
            [var last] => last == typeof(CancellationToken),
            [var input, var last] => last == typeof(CancellationToken) && (Keys.Contains(input) || IsInput(useCase, input)),
            _ => false,
        };
    }

    private static bool IsInput(Type useCase, Type parameter) =>
        parameter.DeclaringType == useCase && parameter is { IsNestedPublic: true, IsSealed: true, Name: "Command" or "Query" };

    private static string FileOf(Type useCase, string folder)
    {
        var rooms = useCase.Namespace!.Split('.').Skip(2);
        return Path.Combine([folder, .. rooms, useCase.Name + ".cs"]);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PartyNet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder.FullName;
    }
}
